#!/bin/sh
exec golive restore-test "$@"
