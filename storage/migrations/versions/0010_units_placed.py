"""Units placed anew"""

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('unit', sa.Column('placed_at', sa.DateTime(timezone=True), nullable=True))
