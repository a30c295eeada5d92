#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# encode.sh PLAN PARTS: encodes a plan of 'av1 plan' as a job array of Slurm, then joins it; returns when the movie is
# there. Slurm runs a part again whose node fails; where one fails for another reason, the join says what is missing,
# and a second run of this script encodes only that.
# AV1 is the command (default: av1), CPUS the processors of a part (default: 4).
set -eu
[ $# -eq 2 ] || { echo "usage: encode.sh PLAN PARTS" >&2; exit 2; }
plan=$(realpath "$1")
log=$(dirname "$plan")
AV1=${AV1:-av1}
parts=$(sbatch --parsable --job-name=av1-encode --array="1-$2" --cpus-per-task="${CPUS:-4}" --requeue \
    --output="$log/av1-encode-%a.log" \
    --wrap="exec '$AV1' encode '$plan' --part \$SLURM_ARRAY_TASK_ID/$2")
sbatch --wait --job-name=av1-join --dependency="afterany:$parts" \
    --output="$log/av1-join.log" --wrap="exec '$AV1' join '$plan'" >/dev/null || {
    echo "encode.sh: not joined; see $log/av1-encode-*.log and $log/av1-join.log" >&2
    exit 1
}
