"""Update files: made of what the build left in dist/, and signed with the publisher's key.

`python -m tools.update_files new-key PRIVATE.pem` makes a key: its public half becomes
resources/update_key.pem, which the next build ships; the private half goes to the file named, which
must lie outside the project and be kept as the certificate of the publisher is.
`python -m tools.update_files sign --key PRIVATE.pem` writes the update with this version and
platform in its name into dist/.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
import tarfile
import zipfile
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from cte_desktop import __version__
from cte_desktop.exchange.updates.manifest import (
    MANIFEST,
    SIGNATURE,
    Manifest,
    UpdateFile,
    manifest_text,
)
from cte_desktop.storage.upgrade import REVISIONS
from cte_desktop.system.updates import platform_name

ROOT = Path(__file__).resolve().parents[1]
PUBLIC = ROOT / "resources" / "update_key.pem"
LINUX_FOLDER = "CTE-Desktop.AppDir"
_OWNER_ONLY = 0o600


def main(words: list[str]) -> int:
    """Make a key, or sign an update; 2 for a wrong call."""
    parser = argparse.ArgumentParser(description=__doc__)
    parts = parser.add_subparsers(dest="do", required=True)
    fresh = parts.add_parser("new-key")
    fresh.add_argument("private", type=Path)
    sign = parts.add_parser("sign")
    sign.add_argument("--key", type=Path, required=True)
    sign.add_argument("--dist", type=Path, default=ROOT / "dist")
    sign.add_argument("--installer", type=Path, help="unless it is the folder for Linux")
    options = parser.parse_args(words)
    if options.do == "new-key":
        if options.private.resolve().is_relative_to(ROOT):
            print("The private key must lie outside the project.", file=sys.stderr)
            return 2
        new_key(options.private, PUBLIC)
        print(f"Made {options.private} and {PUBLIC}.")
        return 0
    installer = options.installer or linux_archive(options.dist)
    key = options.key.read_bytes()
    made = write_update(options.dist, installer, key)
    print(f"Made {made} ({made.stat().st_size / 1e6:.0f} MB).")
    return 0


def new_key(private: Path, public: Path) -> None:
    """Make a publisher's key; an existing private key is never replaced."""
    key = Ed25519PrivateKey.generate()
    content = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    with open(private, "xb", opener=lambda name, flags: os.open(name, flags, _OWNER_ONLY)) as file:
        file.write(content)
    public.write_bytes(
        key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    )


def linux_archive(dist: Path) -> Path:
    """Pack the folder for Linux as the one file that an update carries."""
    archive = dist / f"{LINUX_FOLDER}.tar.gz"
    with tarfile.open(archive, "w:gz", compresslevel=6) as tar:
        tar.add(dist / LINUX_FOLDER, LINUX_FOLDER)
    return archive


def write_update(
    dist: Path,
    installer: Path,
    private_key: bytes,
    *,
    version: str = __version__,
    platform: str = "",
    least_schema: str = REVISIONS[0],
) -> Path:
    """Write the signed update with this installer into `dist`; return it."""
    key = load_pem_private_key(private_key, None)
    if not isinstance(key, Ed25519PrivateKey):
        raise TypeError("the publisher's key is an Ed25519 key")
    platform = platform or platform_name()
    with installer.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    file = UpdateFile(installer.name, installer.stat().st_size, digest)
    manifest = Manifest(version, platform, least_schema, installer.name, (file,))
    text = manifest_text(manifest).encode()
    made = dist / f"CTE-Desktop-{version}-{platform}.cte-update"
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(MANIFEST, text)
        package.writestr(SIGNATURE, key.sign(text))
        # What installers hold is packed already.
        package.write(installer, installer.name, zipfile.ZIP_STORED)
    return made


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
