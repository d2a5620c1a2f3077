"""What transmissions need of real things, built like everything in `bootstrap.py` on first use."""

from abc import ABC, abstractmethod
from collections.abc import MutableMapping
from functools import cached_property

from chalicelib.domain.call_rate import Lease
from chalicelib.domain.identity import Identities
from chalicelib.domain.signing import Signer
from chalicelib.settings import Settings
from chalicelib.usecases.call_ports import CallRates, IdempotencyKeys
from chalicelib.usecases.drop_ports import ProofFiles
from chalicelib.usecases.foresee_proofs import Outlook
from chalicelib.usecases.import_desk import ImportDesk
from chalicelib.usecases.intake_desk import IntakeDesk, Reading
from chalicelib.usecases.keep_webservice_key import WebserviceSafe
from chalicelib.usecases.operation_ports import Desk
from chalicelib.usecases.ports import ReviewRequests
from chalicelib.usecases.receive_call import CallIntake
from chalicelib.usecases.take_in_call import CallTaking
from chalicelib.usecases.take_in_proof_file import DropDesk
from chalicelib.usecases.transmission_ports import IntakeFiles, IntakeQueue, Transmissions
from chalicelib.usecases.webservice_ports import SecretBox, WebserviceKeys
from chalicelib.usecases.website_ports import Websites
from chalicelib.usecases.withdraw_call import WithdrawalIntake


class IntakeWiring(ABC):
    """Real things of transmissions by name; `Wiring` has the others."""

    @property
    @abstractmethod
    def settings(self) -> Settings: ...

    @property
    @abstractmethod
    def signer(self) -> Signer: ...

    @property
    @abstractmethod
    def desk(self) -> Desk: ...

    @property
    @abstractmethod
    def outlook(self) -> Outlook: ...

    @property
    @abstractmethod
    def websites(self) -> Websites: ...

    @property
    @abstractmethod
    def identities(self) -> Identities: ...

    @property
    @abstractmethod
    def review_requests(self) -> ReviewRequests: ...

    @cached_property
    def transmissions(self) -> Transmissions:
        """Transmissions in DynamoDB."""
        from chalicelib.adapters.dynamodb_transmissions import DynamoDBTransmissions

        return DynamoDBTransmissions(self.settings.table_name)

    @cached_property
    def intake_files(self) -> IntakeFiles:
        """Bytes on their way in, in S3."""
        from chalicelib.adapters.s3_intake_files import S3IntakeFiles

        return S3IntakeFiles(self.settings.intake_bucket)

    @cached_property
    def intake_queue(self) -> IntakeQueue:
        """Work on transmissions, in SQS."""
        from chalicelib.adapters.sqs_intake_queue import SQSIntakeQueue

        return SQSIntakeQueue(self.settings.proof_files_queue_url, self.settings.proof_chunks_queue_url)

    @cached_property
    def idempotency_keys(self) -> IdempotencyKeys:
        """Keys of calls in DynamoDB."""
        from chalicelib.adapters.dynamodb_idempotency import DynamoDBIdempotencyKeys

        return DynamoDBIdempotencyKeys(self.settings.table_name)

    @cached_property
    def call_rates(self) -> CallRates:
        """Rates of clients in DynamoDB."""
        from chalicelib.adapters.dynamodb_call_rates import DynamoDBCallRates

        return DynamoDBCallRates(self.settings.table_name)

    @cached_property
    def call_leases(self) -> MutableMapping[str, Lease]:
        """Calls that this instance took, by client."""
        return {}

    @property
    def call_intake(self) -> CallIntake:
        """What a call that is answered at once needs."""
        return CallIntake(self.review_requests, self.identities, self.transmissions)

    @property
    def call_taking(self) -> CallTaking:
        """What a call that is answered before its work needs."""
        return CallTaking(self.intake_files, self.transmissions, self.intake_queue)

    @cached_property
    def webservice_keys(self) -> WebserviceKeys:
        """Keys of the historical webservice in DynamoDB."""
        from chalicelib.adapters.dynamodb_webservice_keys import DynamoDBWebserviceKeys

        return DynamoDBWebserviceKeys(self.settings.table_name)

    @cached_property
    def secret_box(self) -> SecretBox:
        """What secrets are sealed with that must be known in clear again."""
        from chalicelib.adapters.aes_secret_box import AesSecretBox

        return AesSecretBox(self.signer)

    @property
    def webservice_safe(self) -> WebserviceSafe:
        """What the historical webservice's keys need."""
        return WebserviceSafe(self.webservice_keys, self.secret_box)

    @cached_property
    def proof_files(self) -> ProofFiles:
        """The drop in S3."""
        from chalicelib.adapters.s3_proof_files import S3ProofFiles

        return S3ProofFiles(self.settings.proofs_bucket)

    @cached_property
    def reading(self) -> Reading:
        """What intake understands of bytes."""
        from chalicelib.intake.file_reading import FileReading

        return FileReading()

    @property
    def drop_desk(self) -> DropDesk:
        """What taking in dropped files needs."""
        return DropDesk(self.proof_files, self.transmissions, self.intake_queue, self.websites)

    @property
    def intake(self) -> IntakeDesk:
        """What files and asynchronous calls need."""
        from chalicelib.adapters.scratch import scratch_folder
        from chalicelib.adapters.side_by_side import side_by_side

        return IntakeDesk(
            self.proof_files,
            self.transmissions,
            self.intake_files,
            self.intake_queue,
            self.reading,
            self.desk,
            self.outlook,
            scratch_folder,
            side_by_side,
        )

    @property
    def import_desk(self) -> ImportDesk:
        """What imports need."""
        return ImportDesk(self.transmissions, self.intake_files, self.intake_queue, self.websites)

    @property
    def withdrawal_intake(self) -> WithdrawalIntake:
        """What withdrawing by a call needs."""
        return WithdrawalIntake(self.desk, self.transmissions)
