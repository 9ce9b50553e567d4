# The program and nothing else. What is installed, and with which bytes, is what requirements.lock says: a hash in a
# constraint is checked like one in a requirement.
FROM python:3.11-slim AS build
WORKDIR /build
COPY requirements.lock ./
# The tools: uv by the lock's own lines for it, then what builds the wheel.
RUN sed -n '/^uv==/,/# via/p' requirements.lock > uv.lock \
    && python -m venv tools \
    && tools/bin/pip install --no-cache-dir --require-hashes --no-deps -r uv.lock \
    && tools/bin/uv pip install --no-cache --python tools/bin/python --constraints requirements.lock hatchling
COPY pyproject.toml README.md LICENSE ./
COPY graph_schema graph_schema
COPY ingest ingest
COPY service service
COPY visualise visualise
RUN tools/bin/python -m hatchling build --target wheel --directory dist \
    && python -m venv --without-pip /opt/risk-network \
    && tools/bin/uv pip install --no-cache --python /opt/risk-network/bin/python --compile-bytecode \
        --constraints requirements.lock "$(echo dist/*.whl)[neo4j,postgres]"

FROM python:3.11-slim
# A user with no name, no shell and no home, who owns the folder of the store, that of the audit's anchor, and nothing
# else.
RUN install --directory --owner 10001 --group 10001 --mode 0750 /var/lib/risk-network /var/lib/risk-network-anchor
COPY --from=build /opt/risk-network /opt/risk-network
ENV PATH=/opt/risk-network/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    TZ=Europe/London \
    XDG_DATA_HOME=/var/lib \
    RISK_NETWORK_STORE=ladybug:/var/lib/risk-network/graph.lbug
USER 10001:10001
WORKDIR /var/lib/risk-network
VOLUME ["/var/lib/risk-network", "/var/lib/risk-network-anchor"]
# For the service. A one-off command has none to ask; docker-compose.yml gives those a check of their own.
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=10s --start-period=60s CMD ["python", "-c", \
    "import urllib.request as r; r.urlopen('http://127.0.0.1:8080/health/readiness', timeout=8)"]
ENTRYPOINT ["risk-network"]
CMD ["--help"]
