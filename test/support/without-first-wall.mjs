import { TenantRepository } from '../../dist/src/database/tenant-repository.js';

// Preloaded by tests into the application as it is before it is bundled: takes the first wall between tenants away, so that
// row-level security stands alone.
TenantRepository.prototype.query = function everybodys(alias) {
  return this.manager.createQueryBuilder(this.entity, alias).where('true');
};
