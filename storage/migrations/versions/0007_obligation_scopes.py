"""Obligations asked of some units only; plans prepared by nobody in chat"""

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('obligationscope',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('obligation_id', sa.Integer(), nullable=False),
    sa.Column('bloc_id', sa.Integer(), nullable=True),
    sa.Column('unit_type', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['bloc_id'], ['bloc.id'], ),
    sa.ForeignKeyConstraint(['obligation_id'], ['obligation.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    with op.batch_alter_table('obligationscope', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_obligationscope_obligation_id'), ['obligation_id'], unique=False)

    for flag in ('by_bloc', 'by_type'):
        op.add_column('obligation', sa.Column(flag, sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table('preparation', schema=None) as batch_op:
        batch_op.alter_column('changed_by', existing_type=sa.Integer(), nullable=True)
