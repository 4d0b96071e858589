# Stage 1: the locked dependencies, into a virtual environment that has no pip of its own.
FROM python:3.12-slim AS build
COPY requirements/main.txt /build/
RUN python -m venv --without-pip /opt/venv \
    && python -m pip --python /opt/venv/bin/python install --no-cache-dir --disable-pip-version-check \
        --only-binary :all: --require-hashes --requirement /build/main.txt \
    && find /opt/venv -type d -name tests -prune -exec rm -rf {} +
COPY bot /app/bot
COPY adapters /app/adapters
COPY seeds /app/seeds
COPY docs/discord.md docs/slack.md docs/web.md docs/operating.md /app/docs/
COPY docs/ko /app/docs/ko
COPY docs/screenshots /app/docs/screenshots
# Compiled here, because the running image can write nothing beside its code. The command is written by hand: an
# installation would need a build backend that no lock file pins.
RUN /opt/venv/bin/python -m compileall -q --invalidation-mode unchecked-hash /app \
    && printf '%s\n' '#!/opt/venv/bin/python' 'import sys' 'from bot.cli import main' 'sys.exit(main())' > /opt/paperboy \
    && chmod 755 /opt/paperboy

# Stage 2: what runs.
FROM python:3.12-slim
ARG VERSION=0.1.0
LABEL org.opencontainers.image.title="Paperboy" \
      org.opencontainers.image.description="A curated, bilingual daily digest of machine-learning papers for Discord and Slack" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.licenses="MIT"
RUN install --directory --owner=10001 --group=10001 --mode=700 /data
COPY --from=build /opt/venv /opt/venv
COPY --from=build /opt/paperboy /usr/local/bin/paperboy
COPY --from=build /app /app
ENV PYTHONPATH=/app \
    PYTHONDONTWRITEBYTECODE=1 \
    PAPERBOY_DATA_DIR=/data \
    PAPERBOY_SETTINGS=/data/paperboy.env \
    PAPERBOY_WEB_HOST=0.0.0.0 \
    PAPERBOY_WEB_PORT=8080
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=10s --start-period=20s --retries=3 CMD ["paperboy", "health"]
ENTRYPOINT ["paperboy"]
CMD ["run"]
