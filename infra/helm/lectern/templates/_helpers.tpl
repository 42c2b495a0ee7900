{{- define "lectern.labels" -}}
app.kubernetes.io/name: {{ .service }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/part-of: lectern
{{- end }}

{{- define "lectern.name" -}}
{{ .root.Release.Name }}-{{ .service }}
{{- end }}

{{- define "lectern.secret" -}}
valueFrom: {secretKeyRef: {name: {{ .name | quote }}, key: {{ .key }}}}
{{- end }}

{{- define "lectern.claim" -}}
{{ .Values.content.existingClaim | default (printf "%s-content" .Release.Name) }}
{{- end }}

{{- /* Deployment, Service and PodDisruptionBudget of one service. Takes root, service, port, values, env, content ("", "rw", "ro"), replicas. */ -}}
{{- define "lectern.service" -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "lectern.name" . }}
  labels: {{- include "lectern.labels" . | nindent 4 }}
spec:
  {{- if .replicas }}
  replicas: {{ .replicas }}
  {{- end }}
  selector:
    matchLabels: {{- include "lectern.labels" . | nindent 6 }}
  template:
    metadata:
      labels: {{- include "lectern.labels" . | nindent 8 }}
      annotations:
        prometheus.io/scrape: "true"
        prometheus.io/path: /actuator/prometheus
        prometheus.io/port: {{ .port | quote }}
    spec:
      {{- with .root.Values.imagePullSecrets }}
      imagePullSecrets: {{- toYaml . | nindent 8 }}
      {{- end }}
      automountServiceAccountToken: false
      enableServiceLinks: false
      terminationGracePeriodSeconds: 45
      securityContext:
        runAsNonRoot: true
        runAsUser: 10001
        runAsGroup: 10001
        fsGroup: 10001
        fsGroupChangePolicy: OnRootMismatch
        seccompProfile: {type: RuntimeDefault}
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels: {{- include "lectern.labels" . | nindent 14 }}
      containers:
        - name: {{ .service }}
          image: "{{ .root.Values.image.registry }}/{{ .service }}:{{ .root.Values.image.tag | default .root.Chart.AppVersion }}"
          imagePullPolicy: {{ .root.Values.image.pullPolicy }}
          ports: [{name: http, containerPort: {{ .port }}}]
          env:
            - {name: SERVER_FORWARD_HEADERS_STRATEGY, value: native}
            - {name: MANAGEMENT_METRICS_DISTRIBUTION_PERCENTILESHISTOGRAM_HTTP_SERVER_REQUESTS, value: "true"}
            {{- .env | nindent 12 }}
            {{- range $name, $value := .values.env }}
            - {name: {{ $name }}, value: {{ $value | quote }}}
            {{- end }}
          resources:
            requests: {cpu: {{ .values.cpu | quote }}, memory: {{ .values.memory }}}
            limits: {memory: {{ .values.memory }}}
          # a first start migrates, and a busy node is slow
          startupProbe: {httpGet: {path: /livez, port: http}, periodSeconds: 3, failureThreshold: 60}
          livenessProbe: {httpGet: {path: /livez, port: http}, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6}
          readinessProbe: {httpGet: {path: /readyz, port: http}, periodSeconds: 5, timeoutSeconds: 4}
          # until every nginx knows that this pod is gone
          lifecycle: {preStop: {exec: {command: [sleep, "5"]}}}
          securityContext:
            readOnlyRootFilesystem: true
            allowPrivilegeEscalation: false
            capabilities: {drop: [ALL]}
          volumeMounts:
            - {name: tmp, mountPath: /tmp}
            {{- if .content }}
            - {name: content, mountPath: /var/lib/lectern/content, readOnly: {{ eq .content "ro" }}}
            {{- end }}
      volumes:
        - {name: tmp, emptyDir: {sizeLimit: 256Mi}}
        {{- if .content }}
        - {name: content, persistentVolumeClaim: {claimName: {{ include "lectern.claim" .root }}}}
        {{- end }}
---
apiVersion: v1
kind: Service
metadata:
  name: {{ include "lectern.name" . }}
  labels: {{- include "lectern.labels" . | nindent 4 }}
spec:
  selector: {{- include "lectern.labels" . | nindent 4 }}
  ports: [{name: http, port: {{ .port }}, targetPort: http}]
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ include "lectern.name" . }}
  labels: {{- include "lectern.labels" . | nindent 4 }}
spec:
  maxUnavailable: 1
  selector:
    matchLabels: {{- include "lectern.labels" . | nindent 6 }}
{{- end }}
