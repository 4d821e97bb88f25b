"""Since when an amended plan asks for a duty no more"""

import sqlalchemy as sa
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('obligation', sa.Column('dropped_at', sa.DateTime(timezone=True), nullable=True))
