#!/usr/bin/env bash
# Runs Sharpkeras, TorchSharp and ONNX Runtime on the same jobs in turns, and prints one table: medians, spreads, ratios, goals.
#
#   benchmarks/compare.sh [--rounds N] [--only JOB[,JOB]] [--threads N] [--repeat N] [--avx2] [--resume] [--table]
#
# --rounds   how often each job goes round; 5 when not given
# --only     jobs to measure (anew); the table still shows what is there of the others
# --threads  threads of all three; all cores when not given
# --repeat   how long each process measures; 1 when not given
# --avx2     as on a processor without AVX-512, into benchmarks/results-avx2: .NET, libtorch and oneDNN are told not to use it.
#            ONNX Runtime has no such setting.
# --resume   leaves out what an earlier run has finished
# --table    measures nothing, prints the table
#
# startup-native is the job startup of programs that were published ahead of time as native code for this processor, ours and TorchSharp's.
# clang links them, and it takes some minutes more to build.
#
# What it measures lies in benchmarks/results, a folder for each job. Linux on x64 only: the peers are native.
set -eu
export LC_ALL=C DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
results=$here/results
all=(lenet evaluate predict-one vgg3 resblock mlp lstm transformer gemm overhead memory startup startup-native)
jobs=("${all[@]}")
rounds=5 threads=$(nproc) repeat=1 resume=no table=no avx2=no instructions=native

usage() { sed -n '2,/^set/s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 2; }

while [ $# -gt 0 ]; do
    case $1 in
        --resume) resume=yes; shift; continue ;;
        --table) table=yes; shift; continue ;;
        --avx2) avx2=yes; shift; continue ;;
        --rounds | --only | --threads | --repeat) [ $# -ge 2 ] || usage ;;
        *) usage ;;
    esac
    case $1 in
        --rounds) rounds=$2 ;;
        --only) IFS=, read -r -a jobs <<<"$2" ;;
        --threads) threads=$2 ;;
        --repeat) repeat=$2 ;;
    esac
    shift 2
done

for job in "${jobs[@]}"; do
    [[ " ${all[*]} " == *" $job "* ]] || { echo "There is no job '$job' to compare. Jobs: ${all[*]}." >&2; exit 2; }
done

if [ "$avx2" = yes ]; then
    results=$results-avx2 instructions=x86-64-v3
    export DOTNET_EnableAVX512=0 ATEN_CPU_CAPABILITY=avx2 ONEDNN_MAX_CPU_ISA=AVX2
fi

ours=$here/bin/Release/net10.0/Sharpkeras.Benchmarks
torchsharp=$here/peers/torchsharp/bin/Release/net10.0/linux-x64/peer-torchsharp
onnxruntime=$here/peers/onnxruntime/bin/Release/net10.0/linux-x64/peer-onnxruntime

native=$here/published

# publish PROJECT OPTION...: compiles ahead of time into a folder for it.
publish() { dotnet publish "$1" -c Release -r linux-x64 -o "$native/$(basename "$1")" -v q --nologo "${@:2}" >&2; }

publish_native() {
    publish "$here" -p:PublishAot=true -p:IlcInstructionSet=$instructions
    # TorchSharp was not written for it: warnings, but this job runs, and starts faster than as ReadyToRun.
    publish "$here/peers/torchsharp" -p:PublishAot=true -p:IlcInstructionSet=$instructions --self-contained -p:TreatWarningsAsErrors=false
    python3 "$here/peers/torchsharp/weaken_version.py" "$native/torchsharp/libLibTorchSharp.so" GLIBCXX_3.4.32 >&2
}

build() { dotnet build "$1" -c Release -v q --nologo >&2; }

# measure LIBRARY PROGRAM JOB ROUND: the figures appear under their name when they are whole.
measure() {
    local target=$results/$3/$4/$1.json part=$results/part.json job=${3%-native}
    [ "$resume" = yes ] && [ -s "$target" ] && return
    mkdir -p "$results/$3/$4"
    rm -f "$part"
    "$2" "$job" --threads "$threads" --repeat "$repeat" --json "$part" >"$results/log.txt" 2>&1 || { cat "$results/log.txt" >&2; exit 1; }
    # What is compiled ahead of time has a row of its own in the table.
    [ "$job" = "$3" ] || sed -i "s/\"figure\":\"$job/&_native/" "$part"
    mv "$part" "$target"
}

compare() {
    local job=$1 round begin=$SECONDS ours=$ours torchsharp=$torchsharp
    case $job in *-native) ours=$native/benchmarks/Sharpkeras.Benchmarks torchsharp=$native/torchsharp/peer-torchsharp ;; esac
    [ "$resume" = yes ] || rm -rf "${results:?}/$job"
    for ((round = 1; round <= rounds; round++)); do
        measure sharpkeras "$ours" "$job" "$round"
        measure torchsharp "$torchsharp" "$job" "$round"
        case $job in evaluate | predict-one) measure onnxruntime "$onnxruntime" "$job" "$round" ;; esac
    done
    echo "$job: $rounds rounds in $((SECONDS - begin)) s" >&2
}

build "$here"
mkdir -p "$results"
if [ "$table" = no ]; then
    # Before the builds: a native program takes the place of the one that starts the other.
    case " ${jobs[*]} " in *-native*) publish_native ;; esac
    build "$here/peers/torchsharp"
    build "$here/peers/onnxruntime"
    # Libraries that wait for their threads in a loop lose most on a busy machine, so that ratios measured there mean little.
    read -r load _ </proc/loadavg
    awk -v load="$load" 'BEGIN { if (load > 1) print "Note: the load of the last minute is " load ". Compare on a quiet machine." }' >&2
    "$ours" floor --threads "$threads" >"$results/machine.txt"
    for job in "${jobs[@]}"; do
        compare "$job"
    done
fi

cat "$results/machine.txt"
echo
"$ours" table "$results" "${all[@]}"
