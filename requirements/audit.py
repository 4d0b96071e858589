"""Asks the database of advisories (https://osv.dev) about every locked package: status 1 if one is known to be
vulnerable. Where the database cannot be reached, one line says so and nothing fails, in CI neither: a closed network is
no reason to stop work."""

import argparse
import http.client
import json
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

OSV = "https://api.osv.dev/v1/query"
PATIENCE_S = 10
LOCK = Path(__file__).parent / "dev.txt"  # which holds what main.txt does
QUESTION = {"package": {"name": "pip", "ecosystem": "PyPI"}, "version": "26.0"}


def unreachable(url: str) -> str:
    """Why, or nothing. Asked first, because pip-audit fails alike for a vulnerable package and a lost connection."""
    asked = urllib.request.Request(url, json.dumps(QUESTION).encode(), {"Content-Type": "application/json"})  # noqa: S310
    try:
        with urllib.request.urlopen(asked, timeout=PATIENCE_S) as answer:  # noqa: S310  # the operator's own address
            json.load(answer)
    except urllib.error.HTTPError as error:
        return f"it answers {error.code}"
    except (http.client.HTTPException, ValueError):
        return "another program answers there"
    except OSError as error:
        reason = getattr(error, "reason", error)  # which urllib wraps
        return getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
    return ""


def audited(lock: Path, url: str) -> list[dict[str, Any]]:
    """Each package with its vulnerabilities. Raises where pip-audit gives no answer."""
    command = [
        sys.executable, "-m", "pip_audit", "--requirement", str(lock), "--require-hashes", "--disable-pip",
        "--vulnerability-service", "osv", "--osv-url", url, "--format", "json", "--progress-spinner", "off",
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True)  # noqa: S603
    try:
        found: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except ValueError:
        sys.exit(f"pip-audit failed:\n{done.stderr}")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--osv-url", default=OSV)
    parser.add_argument("lock", nargs="?", type=Path, default=LOCK)
    chosen = parser.parse_args()
    if reason := unreachable(chosen.osv_url):
        print(f"audit skipped: {chosen.osv_url} cannot be reached ({reason})")
        return 0
    packages = audited(chosen.lock, chosen.osv_url)
    bad = [(each, vulnerability) for each in packages for vulnerability in each.get("vulns", [])]
    for each, vulnerability in bad:
        fixed = ", ".join(vulnerability["fix_versions"]) or "no version yet"
        print(f"{each['name']} {each['version']}: {vulnerability['id']}, fixed in {fixed}", file=sys.stderr)
    if not bad:
        print(f"audited {len(packages)} packages: no known vulnerability")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
