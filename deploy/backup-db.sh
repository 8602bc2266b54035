#!/bin/sh
exec golive backup "$@"
