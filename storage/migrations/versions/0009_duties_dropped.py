"""Since when an amended plan asks for a duty no more; of which plan next year's is made"""

import sqlalchemy as sa
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('obligation', sa.Column('dropped_at', sa.DateTime(timezone=True), nullable=True))
    # Within the column's own definition: SQLite can add a reference in no other way.
    reference = sa.Column('rolled_from_id', sa.Integer(), sa.ForeignKey('plan.id'), nullable=True)
    op.add_column('preparation', reference, inline_references=True)
