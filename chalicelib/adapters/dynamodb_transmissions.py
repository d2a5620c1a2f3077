"""Transmissions, their chunks and whose content is whose, in DynamoDB.

A transmission costs one unit for each of its kilobytes when it is received, two when a chunk of it ends.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date

from pynamodb.expressions.update import Action

from chalicelib.adapters import transmission_keys as keys
from chalicelib.adapters.dynamodb_batch_reads import read_items
from chalicelib.adapters.dynamodb_calls import Update, busy_when_throttled, put_if, write_together
from chalicelib.adapters.dynamodb_tables import TransmissionItem, body_of, deflated, inflated, table
from chalicelib.adapters.transmission_documents import (
    BOOK_ATTRIBUTES,
    chunk_from,
    chunk_text,
    ending_text,
    milliseconds,
    transmission_from,
    transmission_item,
)
from chalicelib.domain.errors import TransmissionNotFoundError
from chalicelib.domain.transmission import Books, Chunk, Line, Transmission, TransmissionState
from chalicelib.domain.transmission_lines import lines_from, lines_text
from chalicelib.usecases.transmission_ports import TransmissionPage


class DynamoDBTransmissions:
    """Fits the port `Transmissions`."""

    def __init__(self, table_name: str) -> None:
        self._table = table(table_name)
        self._model = self._table.transmissions

    def add(self, transmission: Transmission, lines: Sequence[Line] = ()) -> bool:
        """See the port."""
        item = transmission_item(self._model, transmission)
        item.li = deflated(lines_text(lines)) if lines else None
        return put_if(item, self._model.pk.does_not_exist())

    def get(self, website_id: str, transmission_id: str) -> Transmission | None:
        """See the port."""
        item = self._read(website_id, transmission_id)
        return None if item is None else transmission_from(item)

    def lines(self, website_id: str, transmission_id: str) -> tuple[Line, ...]:
        """See the port."""
        item = self._read(website_id, transmission_id)
        return tuple(lines_from(inflated(item.li))) if item is not None and item.li else ()

    def lines_of_many(self, website_id: str, transmission_ids: Sequence[str]) -> Mapping[str, tuple[Line, ...]]:
        """See the port."""
        wanted = [keys.transmission(website_id, one) for one in dict.fromkeys(transmission_ids)]
        items = read_items(self._table, wanted, attributes=["pk", "sk", "li"])
        lines = {key.sk: item["li"]["B"] for key, item in items.items() if "li" in item}
        return {one: tuple(lines_from(inflated(lines[one]))) if one in lines else () for one in transmission_ids}

    def cut(self, transmission: Transmission, chunks: Sequence[Chunk]) -> Transmission:
        """See the port. One by one, each only if it is not there: no second planner forgets what a worker did."""
        standing = self._standing(transmission)
        if standing.state is not TransmissionState.RECEIVED:
            return standing
        model = self._table.chunks
        for chunk in chunks:
            key = keys.chunk(chunk.website_id, chunk.transmission_id, chunk.number)
            put_if(model(key.pk, key.sk, bd=chunk_text(chunk)), model.pk.does_not_exist())
        self._change_if(
            transmission,
            [self._model.sg.set(TransmissionState.RUNNING.value), self._model.cn.set(len(chunks))],
            TransmissionState.RECEIVED,
        )
        return self._standing(transmission)

    def chunk(self, website_id: str, transmission_id: str, number: int) -> Chunk | None:
        """See the port."""
        key = keys.chunk(website_id, transmission_id, number)
        try:
            with busy_when_throttled():
                return chunk_from(self._table.chunks.get(key.pk, key.sk, consistent_read=True))
        except self._table.chunks.DoesNotExist:
            return None

    def chunks(self, website_id: str, transmission_id: str) -> Iterator[Chunk]:
        """See the port."""
        ours = self._table.chunks.sk.startswith(keys.CHUNK_SK_PREFIX)
        with busy_when_throttled():
            pk = keys.chunks(website_id, transmission_id)
            for item in self._table.chunks.query(pk, ours, consistent_read=True):
                yield chunk_from(item)

    def note_chunk(self, chunk: Chunk) -> None:
        """See the port."""
        key = keys.chunk(chunk.website_id, chunk.transmission_id, chunk.number)
        put_if(self._table.chunks(key.pk, key.sk, bd=chunk_text(chunk)), self._table.chunks.ov.does_not_exist())

    def finish_chunk(self, chunk: Chunk) -> Transmission:
        """See the port."""
        if chunk.books is None:
            raise ValueError("a chunk that is over has books")
        model, key = self._table.chunks, keys.chunk(chunk.website_id, chunk.transmission_id, chunk.number)
        over = [model.bd.set(chunk_text(chunk)), model.ov.set(True)]
        whole = keys.transmission(chunk.website_id, chunk.transmission_id)
        grown = [*self._added(chunk.books), self._model.cd.add(1)]
        write_together(
            self._table.connection,
            [
                Update(model, key.pk, key.sk, over, model.ov.does_not_exist()),
                Update(self._model, whole.pk, whole.sk, grown, self._model.pk.exists()),
            ],
        )
        return self._found(chunk.website_id, chunk.transmission_id)

    def end(self, ended: Transmission) -> Transmission:
        """See the port."""
        standing = self._standing(ended)
        if standing.is_over:
            return standing
        actions: list[Action] = [self._model.sg.set(ended.state.value)]
        if ended.ended_at:
            actions.append(self._model.ea.set(milliseconds(ended.ended_at)))
        told = ending_text(ended)
        if told:
            actions.append(self._model.ef.set(told))
        if not standing.chunks:
            actions += [getattr(self._model, BOOK_ATTRIBUTES[name]).set(n) for name, n in _figures(ended.books)]
        self._change_if(ended, actions, standing.state)
        return self._standing(ended)

    def files(self, website_id: str, *, size: int, after: str | None = None) -> TransmissionPage:
        """See the port."""
        return self._page(keys.files(website_id), size, after)

    def calls(self, website_id: str, day: date, *, size: int, after: str | None = None) -> TransmissionPage:
        """See the port."""
        return self._page(keys.calls(website_id, day), size, after)

    def claim_content(
        self, website_id: str, digest: str, transmission_id: str, *, instead_of: str | None = None
    ) -> str:
        """See the port."""
        model, key = self._table.documents, keys.content(website_id, digest)
        free = model.pk.does_not_exist()
        if instead_of is not None:
            free |= model.bd == instead_of
        if put_if(model(key.pk, key.sk, bd=transmission_id), free):
            return transmission_id
        with busy_when_throttled():
            return body_of(model.get(key.pk, key.sk, consistent_read=True))

    def _page(self, pk: str, size: int, after: str | None) -> TransmissionPage:
        older = self._model.sk < (after or keys.BEHIND_ALL)
        with busy_when_throttled():
            found = self._model.query(pk, older, limit=size + 1, scan_index_forward=False, consistent_read=True)
            page = [transmission_from(item) for item in found]
        return TransmissionPage(tuple(page[:size]), page[size - 1].transmission_id if len(page) > size else None)

    def _added(self, books: Books) -> list[Action]:
        return [getattr(self._model, BOOK_ATTRIBUTES[name]).add(n) for name, n in _figures(books) if n]

    def _change_if(self, transmission: Transmission, actions: list[Action], state: TransmissionState) -> None:
        key = keys.transmission(transmission.website_id, transmission.transmission_id)
        update = Update(self._model, key.pk, key.sk, actions, self._model.sg == state.value)
        write_together(self._table.connection, [update])

    def _standing(self, transmission: Transmission) -> Transmission:
        return self._found(transmission.website_id, transmission.transmission_id)

    def _found(self, website_id: str, transmission_id: str) -> Transmission:
        found = self.get(website_id, transmission_id)
        if found is None:
            raise TransmissionNotFoundError("No transmission of this website has this identifier.")
        return found

    def _read(self, website_id: str, transmission_id: str) -> TransmissionItem | None:
        key = keys.transmission(website_id, transmission_id)
        try:
            with busy_when_throttled():
                return self._model.get(key.pk, key.sk, consistent_read=True)
        except self._model.DoesNotExist:
            return None


def _figures(books: Books) -> list[tuple[str, int]]:
    return [(one.name, getattr(books, one.name)) for one in fields(Books)]
