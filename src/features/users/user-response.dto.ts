import { ApiProperty } from '@nestjs/swagger';
import { type Role, ROLES } from '../../common/caller.js';
import type { Person } from './second-factors-of.js';
import type { User } from './user.entity.js';

/** Somebody who may sign in. */
export class UserResponse {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  tenantId: string;

  /** @example grace@example.com */
  email: string;

  /** @example Grace Hopper */
  name: string | null;

  @ApiProperty({ enum: ROLES, enumName: 'Role' })
  role: Role;

  /** false: they are kept out. */
  active: boolean;

  /** Until they have chosen a password of their own, they can do nothing else. */
  mustChangePassword: boolean;

  /** Whether signing in with a password takes a code of an app as well. */
  hasSecondFactor: boolean;

  /** null: never. */
  lastSignInAt: Date | null;

  createdAt: Date;

  static of({ user, hasSecondFactor }: Person): UserResponse {
    const { id, tenantId, email, name, role, disabledAt, mustChangePassword, lastSignInAt, createdAt } = user;
    return Object.assign(new UserResponse(), {
      ...{ id, tenantId, email, name, role, active: disabledAt === null },
      ...{ mustChangePassword, hasSecondFactor, lastSignInAt, createdAt },
    });
  }
}

export class CreatedUserResponse extends UserResponse {
  /** Where none was sent: the one that was made. In this answer alone. */
  @ApiProperty({ type: String, required: false, example: 'hT4xkWvqRm9bKfZ2sYc7' })
  password?: string;

  static ofNew({ user, generatedPassword }: { user: User; generatedPassword: string | null }): CreatedUserResponse {
    const shown = generatedPassword === null ? {} : { password: generatedPassword };
    return Object.assign(new CreatedUserResponse(), UserResponse.of({ user, hasSecondFactor: false }), shown);
  }
}

export class ChangedUserResponse extends UserResponse {
  /** How many sessions of theirs ended by it. */
  endedSessions: number;

  static ofChange({ endedSessions, ...person }: Person & { endedSessions: number }): ChangedUserResponse {
    return Object.assign(new ChangedUserResponse(), UserResponse.of(person), { endedSessions });
  }
}

export class DeletedUserResponse {
  endedSessions: number;
}
