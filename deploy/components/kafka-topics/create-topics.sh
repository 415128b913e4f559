#!/bin/sh
# Creates what is missing of topics.txt; a Kafka topic that exists stays as it is. Safe to run again.
set -eu
topics=/opt/kafka/bin/kafka-topics.sh
echo "security.protocol=${KAFKA_SECURITY_PROTOCOL:-PLAINTEXT}" > /tmp/client.properties
if [ -n "${KAFKA_SASL_MECHANISM:-}" ]; then
  echo "sasl.mechanism=$KAFKA_SASL_MECHANISM" >> /tmp/client.properties
  echo "sasl.jaas.config=$KAFKA_SASL_JAAS_CONFIG" >> /tmp/client.properties
fi
existing=$("$topics" --bootstrap-server "$KAFKA_BOOTSTRAP_SERVERS" --command-config /tmp/client.properties --list)
grep -v '^ *\(#\|$\)' /topics/topics.txt | while read -r name partitions settings; do
  if printf '%s\n' "$existing" | grep -qxF "$name"; then
    echo "exists $name"
    continue
  fi
  set --
  for setting in $settings; do
    set -- "$@" --config "$setting"
  done
  "$topics" --bootstrap-server "$KAFKA_BOOTSTRAP_SERVERS" --command-config /tmp/client.properties --create \
    --if-not-exists --topic "$name" --partitions "$partitions" --replication-factor "$REPLICATION_FACTOR" "$@" < /dev/null
done
