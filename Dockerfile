# The page, then the wheel, then a small image that only runs it.

FROM node:24.21.0-bookworm-slim AS page
WORKDIR /build
COPY viz/web/package.json viz/web/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY viz/web ./
RUN npm run build

FROM python:3.13.14-slim-bookworm AS packages
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /build
# Locked packages in a layer of their own: it is built anew only when a lock changes.
COPY requirements.txt requirements-build.txt ./
RUN python -m venv /opt/qiaotu \
    && /opt/qiaotu/bin/pip install --require-hashes --only-binary :all: --requirement requirements.txt \
    && pip install --require-hashes --only-binary :all: --requirement requirements-build.txt
COPY . .
COPY --from=page /build/dist viz/web/dist
RUN pip wheel --no-index --no-deps --no-build-isolation --wheel-dir /wheels . \
    && /opt/qiaotu/bin/pip install --no-index --no-deps /wheels/*.whl \
    && /opt/qiaotu/bin/pip check

FROM python:3.13.14-slim-bookworm
LABEL org.opencontainers.image.title="qiaotu" \
      org.opencontainers.image.licenses="Apache-2.0"
# A number that no account of the host has, so that a file of the volume is nobody else's.
RUN groupadd --system --gid 10001 qiaotu \
    && useradd --system --uid 10001 --gid qiaotu --home-dir /data --no-create-home qiaotu \
    && install --directory --owner=qiaotu --group=qiaotu --mode=0700 /data
COPY --from=packages /opt/qiaotu /opt/qiaotu
ENV PATH="/opt/qiaotu/bin:$PATH" \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    QIAOTU_DATA=/data
USER qiaotu
WORKDIR /data
VOLUME /data
EXPOSE 8765
# The slim image has no curl; Python asks itself. A status of 4xx or 5xx raises.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8765/healthz', timeout=4)"]
CMD ["qiaotu", "serve"]
