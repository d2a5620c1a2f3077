"""Everything that must be built before the local cloud starts; each part is instant when its sources did not change."""

from dataclasses import dataclass
from pathlib import Path

from infra.local.back_office_build import build_back_office
from infra.local.errors import LocalCloudError
from infra.local.progress import Progress
from infra.package import PackagedApp, PackagingError, build_package
from infra.pages import PagesBuildError, build_pages


@dataclass(frozen=True)
class BuiltThings:
    """The built back office, and the package of the functions."""

    back_office: Path
    package: PackagedApp


def build_everything(root: Path, progress: Progress) -> BuiltThings:
    """Build what changed.

    Raises:
        LocalCloudError: a part cannot be built; the sentences are the builder's.
    """
    try:
        with progress.phase("Build the customer's pages and e-mails"):
            build_pages(root)
        with progress.phase("Build the back office (npm, up to a minute the first time)"):
            back_office = build_back_office(root)
        with progress.phase("Package the functions (up to a minute the first time)"):
            return BuiltThings(back_office, build_package(root, root / ".build" / "package"))
    except (PagesBuildError, PackagingError) as error:
        raise LocalCloudError(str(error)) from error
