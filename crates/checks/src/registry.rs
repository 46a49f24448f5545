//! The list of built checks. What stands between the markers is generated from the files under `src/checks`.

use crate::Check;

/// Every built check, by id.
pub fn all() -> &'static [&'static dyn Check] {
    CHECKS
}

// generated: begin
#[path = "checks/debt/admitted_debt.rs"]
mod admitted_debt;
#[path = "checks/security/broad_ci_permissions.rs"]
mod broad_ci_permissions;
#[path = "checks/debt/complex_functions.rs"]
mod complex_functions;
#[path = "checks/security/copyleft_dependencies.rs"]
mod copyleft_dependencies;
#[path = "checks/security/dangerous_workflow.rs"]
mod dangerous_workflow;
#[path = "checks/process/direct_pushes.rs"]
mod direct_pushes;
#[path = "checks/debt/duplicated_code.rs"]
mod duplicated_code;
#[path = "checks/architecture/ended_frameworks.rs"]
mod ended_frameworks;
#[path = "checks/architecture/ended_runtimes.rs"]
mod ended_runtimes;
#[path = "checks/architecture/hidden_coupling.rs"]
mod hidden_coupling;
#[path = "checks/debt/hotspots.rs"]
mod hotspots;
#[path = "checks/architecture/import_cycles.rs"]
mod import_cycles;
#[path = "checks/team/knowledge_islands.rs"]
mod knowledge_islands;
#[path = "checks/architecture/language_sprawl.rs"]
mod language_sprawl;
#[path = "checks/architecture/layering.rs"]
mod layering;
#[path = "checks/debt/long_functions.rs"]
mod long_functions;
#[path = "checks/architecture/lopsided_components.rs"]
mod lopsided_components;
#[path = "checks/team/lost_knowledge.rs"]
mod lost_knowledge;
#[path = "checks/process/manual_deploys.rs"]
mod manual_deploys;
#[path = "checks/team/minor_contributors.rs"]
mod minor_contributors;
#[path = "checks/process/missing_alerts.rs"]
mod missing_alerts;
#[path = "checks/process/missing_ci.rs"]
mod missing_ci;
#[path = "checks/architecture/missing_decisions.rs"]
mod missing_decisions;
#[path = "checks/architecture/missing_environment_code.rs"]
mod missing_environment_code;
#[path = "checks/process/missing_error_tracking.rs"]
mod missing_error_tracking;
#[path = "checks/architecture/missing_health_checks.rs"]
mod missing_health_checks;
#[path = "checks/debt/missing_linter.rs"]
mod missing_linter;
#[path = "checks/debt/missing_lock_file.rs"]
mod missing_lock_file;
#[path = "checks/architecture/missing_migrations.rs"]
mod missing_migrations;
#[path = "checks/debt/missing_readme.rs"]
mod missing_readme;
#[path = "checks/security/missing_sast.rs"]
mod missing_sast;
#[path = "checks/security/missing_sbom.rs"]
mod missing_sbom;
#[path = "checks/security/missing_security_policy.rs"]
mod missing_security_policy;
#[path = "checks/debt/missing_tests.rs"]
mod missing_tests;
#[path = "checks/debt/missing_type_checker.rs"]
mod missing_type_checker;
#[path = "checks/security/missing_update_bot.rs"]
mod missing_update_bot;
#[path = "checks/security/open_infrastructure.rs"]
mod open_infrastructure;
#[path = "checks/team/out_of_hours.rs"]
mod out_of_hours;
#[path = "checks/architecture/oversized_files.rs"]
mod oversized_files;
#[path = "checks/debt/repository_junk.rs"]
mod repository_junk;
#[path = "checks/security/secrets_in_code.rs"]
mod secrets_in_code;
#[path = "checks/security/secrets_in_history.rs"]
mod secrets_in_history;
#[path = "checks/debt/skipped_tests.rs"]
mod skipped_tests;
#[path = "checks/architecture/stale_architecture_docs.rs"]
mod stale_architecture_docs;
#[path = "checks/team/stale_code_owners.rs"]
mod stale_code_owners;
#[path = "checks/debt/too_many_fixes.rs"]
mod too_many_fixes;
#[path = "checks/team/truck_factor.rs"]
mod truck_factor;
#[path = "checks/team/turnover.rs"]
mod turnover;
#[path = "checks/process/unclear_commits.rs"]
mod unclear_commits;
#[path = "checks/security/unclear_licence.rs"]
mod unclear_licence;
#[path = "checks/process/unlinked_changes.rs"]
mod unlinked_changes;
#[path = "checks/security/unpinned_actions.rs"]
mod unpinned_actions;
#[path = "checks/architecture/unpinned_containers.rs"]
mod unpinned_containers;
#[path = "checks/architecture/unstable_interfaces.rs"]
mod unstable_interfaces;
#[path = "checks/debt/untested_hotspots.rs"]
mod untested_hotspots;
#[path = "checks/process/untraceable_releases.rs"]
mod untraceable_releases;
#[path = "checks/team/vendor_dependence.rs"]
mod vendor_dependence;

#[rustfmt::skip]
static CHECKS: &[&dyn Check] = &[
    &import_cycles::CHECK,
    &unstable_interfaces::CHECK,
    &hidden_coupling::CHECK,
    &lopsided_components::CHECK,
    &oversized_files::CHECK,
    &layering::CHECK,
    &language_sprawl::CHECK,
    &ended_runtimes::CHECK,
    &ended_frameworks::CHECK,
    &missing_migrations::CHECK,
    &missing_environment_code::CHECK,
    &unpinned_containers::CHECK,
    &missing_health_checks::CHECK,
    &stale_architecture_docs::CHECK,
    &missing_decisions::CHECK,
    &complex_functions::CHECK,
    &long_functions::CHECK,
    &duplicated_code::CHECK,
    &hotspots::CHECK,
    &untested_hotspots::CHECK,
    &missing_tests::CHECK,
    &skipped_tests::CHECK,
    &admitted_debt::CHECK,
    &missing_lock_file::CHECK,
    &missing_linter::CHECK,
    &missing_type_checker::CHECK,
    &too_many_fixes::CHECK,
    &repository_junk::CHECK,
    &missing_readme::CHECK,
    &direct_pushes::CHECK,
    &missing_ci::CHECK,
    &manual_deploys::CHECK,
    &untraceable_releases::CHECK,
    &unlinked_changes::CHECK,
    &unclear_commits::CHECK,
    &missing_error_tracking::CHECK,
    &missing_alerts::CHECK,
    &secrets_in_code::CHECK,
    &secrets_in_history::CHECK,
    &missing_update_bot::CHECK,
    &unpinned_actions::CHECK,
    &broad_ci_permissions::CHECK,
    &dangerous_workflow::CHECK,
    &missing_sast::CHECK,
    &missing_sbom::CHECK,
    &missing_security_policy::CHECK,
    &copyleft_dependencies::CHECK,
    &unclear_licence::CHECK,
    &open_infrastructure::CHECK,
    &truck_factor::CHECK,
    &lost_knowledge::CHECK,
    &knowledge_islands::CHECK,
    &minor_contributors::CHECK,
    &vendor_dependence::CHECK,
    &out_of_hours::CHECK,
    &turnover::CHECK,
    &stale_code_owners::CHECK,
];
// generated: end
