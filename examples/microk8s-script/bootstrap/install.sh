#!/usr/bin/env bash
# Sets up a lab machine from nothing. Run as root.
set -euo pipefail

snap install microk8s --classic --channel=1.33/stable
microk8s status --wait-ready
microk8s enable dns hostpath-storage metallb:10.64.140.43-10.64.140.49

mkdir -p ~/.kube
microk8s config > ~/.kube/config

ISTIO_VERSION=1.31.1
curl -fsSL "https://github.com/istio/istio/releases/download/$ISTIO_VERSION/istioctl-$ISTIO_VERSION-linux-amd64.tar.gz" | tar -xz -C /usr/local/bin

istioctl install --skip-confirmation \
  --set profile=ambient \
  --set meshConfig.accessLogFile=/dev/stdout

kubectl apply -f ../workloads
