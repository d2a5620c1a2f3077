"""Operations over HTTP: count, start, follow and undo what an operator does to one request or to many."""

from http import HTTPStatus

from chalice.app import Response

from chalicelib.api.access import GUARD
from chalicelib.api.auth import current_grant
from chalicelib.api.blueprint import ApiBlueprint
from chalicelib.api.operation_orders import Asked, asked_operation
from chalicelib.api.operation_representations import operation_json, preview_json
from chalicelib.api.parameters import RecordList
from chalicelib.api.representations import Json
from chalicelib.bootstrap import wiring
from chalicelib.domain.access import Permission
from chalicelib.domain.errors import OperationNotFoundError
from chalicelib.usecases.preview_operation import preview_operation
from chalicelib.usecases.start_operation import start_operation
from chalicelib.usecases.undo_operation import undo_operation

operations = ApiBlueprint(__name__)

SECONDS_TO_COUNT = 15.0


@operations.route("/v1/websites/{website_id}/operations", methods=["POST"], **GUARD)
def create_operation(website_id: str) -> Response:
    """Count what an operation would do (`dry_run`), or start it."""
    by = _grant(website_id, Permission.MANAGE)
    asked = asked_operation(operations.current_request, website_id, by)
    if asked.dry_run:
        return Response(_counted(asked))
    operation = start_operation(wiring.desk, asked.order, now=wiring.clock.now(), undo=asked.undo)
    status = HTTPStatus.OK if operation.is_over else HTTPStatus.ACCEPTED
    return Response(operation_json(operation), status_code=int(status))


@operations.route("/v1/websites/{website_id}/operations", methods=["GET"], **GUARD)
def list_operations(website_id: str) -> Json:
    """List operations, newest first."""
    _grant(website_id, Permission.READ_REQUESTS)
    records = RecordList(website_id, "operations")
    size, after = records.place(operations.current_request, wiring.signer, now=wiring.clock.now())
    page = wiring.operations.recent(website_id, size=size, after=after)
    token = records.token(page.next_after, wiring.signer)
    return {"items": [operation_json(one) for one in page.operations], "next_page_token": token}


@operations.route("/v1/websites/{website_id}/operations/{operation_id}", methods=["GET"], **GUARD)
def show_operation(website_id: str, operation_id: str) -> Json:
    """Show how far an operation is."""
    _grant(website_id, Permission.READ_REQUESTS)
    operation = wiring.operations.get(website_id, operation_id)
    if operation is None:
        raise OperationNotFoundError("No operation of this website has this identifier.")
    return operation_json(operation)


@operations.route("/v1/websites/{website_id}/operations/{operation_id}/undo", methods=["POST"], **GUARD)
def undo_waiting_operation(website_id: str, operation_id: str) -> Json:
    """Undo an operation that has not begun."""
    _grant(website_id, Permission.MANAGE)
    return operation_json(undo_operation(wiring.operations, website_id, operation_id, now=wiring.clock.now()))


def _counted(asked: Asked) -> Json:
    ends = wiring.clock.elapsed() + SECONDS_TO_COUNT
    preview = preview_operation(
        wiring.desk,
        asked.order,
        now=wiring.clock.now(),
        undo=asked.undo,
        has_time=lambda: wiring.clock.elapsed() < ends,
    )
    return preview_json(preview)


def _grant(website_id: str, permission: Permission) -> str:
    """Who asks. Raises WebsiteNotFoundError unless they may."""
    grant = current_grant(operations.current_request)
    grant.require(website_id, permission)
    return grant.subject
