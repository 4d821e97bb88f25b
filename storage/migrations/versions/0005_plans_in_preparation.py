"""Plans in preparation"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('preparation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('document', _document(), nullable=False),
    sa.Column('confirmed', _document(), nullable=False),
    sa.Column('files', _document(), nullable=False),
    sa.Column('amends_id', sa.Integer(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('changed_by', sa.Integer(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['amends_id'], ['plan.id'], ),
    sa.ForeignKeyConstraint(['changed_by'], ['member.id'], ),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    with op.batch_alter_table('preparation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_preparation_organisation_id'), ['organisation_id'], unique=False)

    op.add_column('plan', sa.Column('files', _document(), nullable=False, server_default='[]'))


def _document() -> sa.JSON:
    return sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')
