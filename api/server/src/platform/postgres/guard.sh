# Stops an embedded PostgreSQL when the last program that uses it has ended, however it ended.
#
# Each such program holds the named pipe open for writing, and the kernel closes it even after kill -9.
# A program writes one line when it comes; with a linger of N seconds the server is kept that much longer
# for the next one. $5, when given, is a folder to remove afterwards.
hold=$1 linger=$2 pg_ctl=$3 cluster=$4 remove=$5

while :; do
    came=
    while read -r _; do came=1; done <"$hold"
    if [ "$linger" = 0 ] || [ -z "$came" ]; then break; fi
    sleep "$linger" >"$hold" &
done

mode=fast
[ -z "$remove" ] || mode=immediate
"$pg_ctl" stop --silent --wait --timeout=3600 --mode="$mode" --pgdata="$cluster"
if [ -n "$remove" ] && [ ! -e "$cluster/postmaster.pid" ]; then
    rm -rf -- "$remove"
fi
