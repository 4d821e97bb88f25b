"""Units over the years"""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('formername',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('until_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index(op.f('ix_formername_unit_id'), 'formername', ['unit_id'], unique=False)

    op.add_column('unit', sa.Column('stopped_on', sa.Date(), nullable=True))
    op.add_column('unit', sa.Column('stopped_because', sa.Text(), nullable=False, server_default=''))
    _add_reference('unit', 'merged_into', 'unit.id')
    op.create_index(op.f('ix_unit_merged_into'), 'unit', ['merged_into'], unique=False)
    _add_reference('invite', 'replaces_seat_id', 'seat.id')

    # SQLite gives constraints no names: they are found by the one PostgreSQL would give.
    names = {'uq': '%(table_name)s_%(column_0_N_name)s_key'}
    with op.batch_alter_table('blochead', naming_convention=names) as batch_op:
        batch_op.add_column(sa.Column('is_deputy', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.drop_constraint('blochead_bloc_id_year_key', type_='unique')
        batch_op.create_unique_constraint('blochead_bloc_id_year_is_deputy_key', ['bloc_id', 'year', 'is_deputy'])


def _add_reference(table: str, column: str, to: str) -> None:
    """Within the column's own definition: SQLite can add a reference in no other way."""
    reference = sa.Column(column, sa.Integer(), sa.ForeignKey(to), nullable=True)
    op.add_column(table, reference, inline_references=True)
