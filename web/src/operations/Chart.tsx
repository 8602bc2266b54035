import 'uplot/dist/uPlot.min.css';
import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import UPlot from 'uplot';
import { useLanguage } from '../i18n/language';
import styles from './Charts.module.css';

const height = 160;
const colors = {
  light: { line: '#a63c17', grid: '#e4e0db', text: '#645d57' },
  dark: { line: '#f0895c', grid: '#35302c', text: '#a8a29e' },
};

/** One line over time. */
export function Chart({ label, data }: { label: string; data: [number[], (number | null)[]] }) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot>(null);
  const latest = useRef(data);
  const scheme = useComputedColorScheme('light');
  const { language } = useLanguage();
  latest.current = data;
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const color = colors[scheme];
    const axis = { stroke: color.text, grid: { stroke: color.grid, width: 1 }, ticks: { show: false } };
    const drawn = new UPlot(
      {
        width: element.clientWidth,
        height,
        cursor: { show: false },
        legend: { show: false },
        scales: { y: { range: (_, __, max) => [0, Math.max(1, max * 1.1)] } },
        axes: [
          { ...axis, space: 70, values: (_, times) => times.map((at) => clockTime(at, language)) },
          { ...axis, size: 48 },
        ],
        series: [{}, { label, stroke: color.line, width: 2, spanGaps: false, points: { show: false } }],
      },
      latest.current,
      element,
    );
    plot.current = drawn;
    const resize = new ResizeObserver(() => drawn.setSize({ width: element.clientWidth, height }));
    resize.observe(element);
    return () => {
      resize.disconnect();
      drawn.destroy();
    };
  }, [label, scheme, language]);
  useEffect(() => plot.current?.setData(data), [data]);
  const last = data[1].at(-1);
  return <div ref={place} className={styles.plot} role="img" aria-label={`${label}: ${last?.toFixed(1) ?? '–'}`} />;
}

const clockTime = (seconds: number, language: string) =>
  new Date(seconds * 1000).toLocaleTimeString(language, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hour12: false,
  });
