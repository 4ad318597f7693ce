/**
 * The keys that istioctl accepts below `values` in the releases from 1.20.0 to 1.31.1, by the path of the map that has
 * them; a map that is not listed takes any key. Behind `@` are the releases that accept a key, where they are not all that have
 * the map; behind `=` is the name of which a key is another spelling. Written by scripts/istioctl-values.mjs.
 * Read from other commits than their tags: 1.29.7 from release-1.29, 1.30.4 from release-1.30, 1.31.0 from release-1.31, 1.31.1 from release-1.31.
 * https://github.com/istio/istio/blob/1.30.3/operator/pkg/apis/values_types.proto
 */
export const acceptedKeys: Readonly<Record<string, string>> = {
  "": "base cni compatibilityVersion@1.21.0- defaultRevision experimental@1.22.0- gatewayClasses@1.26.0- gateways global istioCni istio_cni=istioCni istiodRemote meshConfig ownerName pilot profile@1.21.0- revision revisionTags sidecarInjectorWebhook telemetry ztunnel",
  base: "enableCRDTemplates enableIstioConfigCRDs excludedCRDs@1.24.0- validateGateway validationCABundle@1.22.0- validationURL",
  cni: "affinity ambient chained cniBinDir cniConfDir cniConfFileName cniNetnsDir daemonSetLabels@1.28.0- enabled env@1.23.4-1.23.6,1.27.0- excludeNamespaces hub image istioOwnedCNIConfig@1.27.0- istioOwnedCNIConfigFileName@1.27.0- logLevel logging@1.23.0- podAnnotations podLabels@1.28.0- privileged provider pspClusterRole psp_cluster_role=pspClusterRole pullPolicy repair resourceQuotas resource_quotas=resourceQuotas resources rollingMaxUnavailable seccompProfile tag useAppArmorAnnotation@1.30.0- variant",
  "cni.ambient": "configDir dnsCapture@1.21.0- enabled ipv6@1.23.0- reconcileIptablesOnStartup@1.26.0- redirectMode@-1.20.8",
  "cni.logging": "level",
  "cni.repair":
    "brokenPodLabelKey brokenPodLabelValue createEvents deletePods enabled hub image initContainerName labelPods repairPods@1.20.1- tag",
  "cni.resourceQuotas": "enabled pods",
  "cni.resources": "limits requests",
  experimental: "stableValidationPolicy",
  gateways:
    "enabled istio-egressgateway istio-ingressgateway istio_egressgateway=istio-egressgateway istio_ingressgateway=istio-ingressgateway seccompProfile@1.23.0- securityContext@1.20.8-1.20.8,1.21.4-1.21.6,1.22.2-",
  "gateways.istio-egressgateway":
    "additionalContainers autoscaleEnabled autoscaleMax autoscaleMin configVolumes cpu customService enabled env injectionTemplate ipFamilies ipFamilyPolicy labels memory@1.21.0- name nodeSelector podAnnotations podAntiAffinityLabelSelector podAntiAffinityTermLabelSelector ports resources rollingMaxSurge rollingMaxUnavailable runAsRoot secretVolumes serviceAccount serviceAnnotations tolerations type zvpn@-1.25.5",
  "gateways.istio-egressgateway.cpu": "targetAverageUtilization",
  "gateways.istio-egressgateway.memory": "targetAverageUtilization",
  "gateways.istio-egressgateway.resources": "limits requests",
  "gateways.istio-egressgateway.serviceAccount": "annotations",
  "gateways.istio-egressgateway.zvpn": "enabled suffix",
  "gateways.istio-ingressgateway":
    "additionalContainers autoscaleEnabled autoscaleMax autoscaleMin configVolumes cpu customService enabled env externalTrafficPolicy ingressPorts injectionTemplate ipFamilies ipFamilyPolicy labels loadBalancerIP loadBalancerSourceRanges memory@1.21.0- name nodeSelector podAnnotations podAntiAffinityLabelSelector podAntiAffinityTermLabelSelector ports replicaCount resources rollingMaxSurge rollingMaxUnavailable runAsRoot secretVolumes serviceAccount serviceAnnotations tolerations type zvpn@-1.25.5",
  "gateways.istio-ingressgateway.cpu": "targetAverageUtilization",
  "gateways.istio-ingressgateway.memory": "targetAverageUtilization",
  "gateways.istio-ingressgateway.serviceAccount": "annotations",
  "gateways.istio-ingressgateway.zvpn": "enabled suffix",
  global:
    "agentgateway@1.29.0- arch autoscalingv2API@-1.23.6 caAddress caName certSigners configCluster configRootNamespace@-1.22.8 configValidation defaultConfigVisibilitySettings@-1.22.8 defaultNodeSelector defaultPodDisruptionBudget defaultResources defaultTolerations enableReaderRBAC@1.30.0- externalIstiod hub imagePullPolicy imagePullSecrets ipFamilies ipFamilyPolicy istioNamespace istiod jwtPolicy logAsJson logging meshID meshNetworks mountMtlsCerts multiCluster nativeNftables@1.27.0- network networkPolicy@1.28.0- omitSidecarInjectorConfigMap oneNamespace@-1.21.6 operatorManageWebhooks pilotCertProvider platform podDNSSearchNamespaces priorityClassName proxy proxy_init readerServiceAccount@1.31.0- remotePilotAddress resourceScope@1.28.0- revision sds sts tag tracer trustBundleName@1.27.0- useMCP@-1.22.8 variant waypoint@1.24.0-",
  "global.agentgateway": "image",
  "global.arch": "amd64 arm64 ppc64le s390x",
  "global.defaultPodDisruptionBudget": "enabled",
  "global.defaultResources": "requests",
  "global.defaultResources.requests": "cpu memory",
  "global.istiod": "enableAnalysis",
  "global.logging": "level",
  "global.multiCluster": "clusterName enabled globalDomainSuffix includeEnvoyFilter",
  "global.networkPolicy": "enabled",
  "global.proxy":
    "autoInject clusterDomain componentLogLevel enableCoreDump excludeIPRanges excludeInboundPorts excludeOutboundPorts holdApplicationUntilProxyStarts image includeIPRanges includeInboundPorts includeOutboundPorts lifecycle logLevel outlierLogPath@1.23.0- privileged readinessFailureThreshold readinessInitialDelaySeconds readinessPeriodSeconds resources seccompProfile@1.29.0- startupProbe statusPort tracer",
  "global.proxy.resources": "limits requests",
  "global.proxy.startupProbe": "enabled failureThreshold",
  "global.proxy_init": "image resources",
  "global.proxy_init.resources": "limits requests",
  "global.readerServiceAccount": "name namespace",
  "global.sds": "token",
  "global.sts": "servicePort",
  "global.tracer": "datadog lightstep stackdriver zipkin",
  "global.tracer.datadog": "address",
  "global.tracer.lightstep": "accessToken address",
  "global.tracer.stackdriver": "debug maxNumberOfAnnotations maxNumberOfAttributes maxNumberOfMessageEvents",
  "global.tracer.zipkin": "address",
  "global.waypoint": "affinity nodeSelector resources toleration topologySpreadConstraints",
  "global.waypoint.resources": "limits requests",
  istioCni:
    "affinity@-1.21.6 ambient@-1.21.6 chained cniBinDir@-1.21.6 cniConfDir@-1.21.6 cniConfFileName@-1.21.6 cniNetnsDir@-1.21.6 enabled excludeNamespaces@-1.21.6 hub@-1.21.6 image@-1.21.6 logLevel@-1.21.6 podAnnotations@-1.21.6 privileged@-1.21.6 provider pspClusterRole@-1.21.6 psp_cluster_role=pspClusterRole@-1.21.6 pullPolicy@-1.21.6 repair@-1.21.6 resourceQuotas@-1.21.6 resource_quotas=resourceQuotas@-1.21.6 resources@-1.21.6 rollingMaxUnavailable@-1.21.6 seccompProfile@-1.21.6 tag@-1.21.6 variant@-1.21.6",
  "istioCni.ambient": "configDir dnsCapture@1.21.0- enabled redirectMode@-1.20.8",
  "istioCni.repair":
    "brokenPodLabelKey brokenPodLabelValue createEvents deletePods enabled hub image initContainerName labelPods repairPods@1.20.1- tag",
  "istioCni.resourceQuotas": "enabled pods",
  "istioCni.resources": "limits requests",
  istiodRemote: "enabled@1.24.0- enabledLocalInjectorIstiod@1.27.0- injectionCABundle@1.22.0- injectionPath injectionURL",
  pilot:
    "affinity@1.21.0- autoscaleBehavior autoscaleEnabled autoscaleMax autoscaleMin cni@1.22.0- configMap configNamespace@-1.22.8 configSource@-1.22.8 cpu crlConfigMapName@1.29.0- deploymentLabels enableProtocolSniffingForInbound@-1.22.8 enableProtocolSniffingForOutbound@-1.22.8 enabled env envVarFrom@1.26.0- extraContainerArgs hub image ipFamilies ipFamilyPolicy istiodRemote@1.24.0- jwksResolverExtraRootCA keepaliveMaxServerConnectionAge memory@1.21.0- nodeSelector plugins@-1.21.6 podAnnotations podLabels replicaCount resources rollingMaxSurge rollingMaxUnavailable seccompProfile serviceAccountAnnotations@1.22.0- serviceAnnotations tag taint@1.22.0- tolerations topologySpreadConstraints traceSampling trustedZtunnelNamespace@1.23.0- useMCP@-1.22.8 variant volumeMounts volumes",
  "pilot.cni": "chained enabled provider",
  "pilot.configSource": "subscribedResources",
  "pilot.cpu": "targetAverageUtilization",
  "pilot.istiodRemote": "enabled enabledLocalInjectorIstiod@1.27.0- injectionCABundle injectionPath injectionURL",
  "pilot.memory": "targetAverageUtilization",
  "pilot.resources": "limits requests",
  "pilot.taint": "enabled name@1.30.3- namespace",
  sidecarInjectorWebhook:
    "alwaysInjectSelector defaultTemplates enableNamespacesByDefault injectedAnnotations injectionURL neverInjectSelector objectSelector@-1.22.8 reinvocationPolicy rewriteAppHTTPProbe templates useLegacySelectors@-1.22.8",
  telemetry: "enabled v2",
  "telemetry.v2":
    "accessLogPolicy@-1.20.8 access_log_policy=accessLogPolicy@-1.20.8 enabled metadataExchange@-1.20.8 metadata_exchange=metadataExchange@-1.20.8 prometheus stackdriver",
  "telemetry.v2.accessLogPolicy": "enabled logWindowDuration",
  "telemetry.v2.metadataExchange": "wasmEnabled",
  "telemetry.v2.prometheus": "configOverride@-1.20.8 config_override=configOverride@-1.20.8 enabled wasmEnabled@-1.20.8",
  "telemetry.v2.prometheus.configOverride": "gateway inboundSidecar outboundSidecar",
  "telemetry.v2.stackdriver":
    "configOverride@-1.20.8 disableOutbound@-1.20.8 enabled inboundAccessLogging@-1.20.8 logging@-1.20.8 monitoring@-1.20.8 outboundAccessLogging@-1.20.8 topology@-1.20.8",
};

/** The keys that the charts' values.yaml have and istioctl refuses, with the releases in which that is so. */
export const undescribedKeys =
  "cni.ambient.enableAmbientDetectionRetry@1.28.4- cni.ambient.enablementSelectors@1.27.0- cni.ambient.reconcileIptablesOnStartup@1.25.0-1.25.5 cni.ambient.shareHostNetworkNamespace@1.26.0- cni.env@1.24.0-1.26.8 cni.psp_cluster_role@-1.20.8 cni.seLinuxOptions@1.24.0- cni.terminationGracePeriodSeconds@1.29.0- cni.tolerations@1.27.0- cni.updateStrategy@1.26.0- global.proxy.seccompProfile@1.28.0-1.28.10 global.proxy_init.forceApplyIptables@1.24.0- global.waypoint.tolerations@1.24.0- istio_cni@-1.23.6 pilot.deploymentAnnotations@1.27.0- pilot.initContainers@1.24.0- pilot.pdb@1.27.0- pilot.sidecarInjectorWebhookAnnotations@1.24.0- pilot.trustedZtunnelName@1.25.2-";
