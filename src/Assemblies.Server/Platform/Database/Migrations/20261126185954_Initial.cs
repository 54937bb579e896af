using System;
using Microsoft.EntityFrameworkCore.Migrations;
using NodaTime;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;
using NpgsqlTypes;

#nullable disable

#pragma warning disable CA1814 // Prefer jagged arrays over multidimensional

namespace Assemblies.Server.Platform.Database.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterDatabase().Annotation("Npgsql:CollationDefinition:people", "und-u-ks-level2,und-u-ks-level2,icu,False");

            migrationBuilder.CreateSequence(name: "presence_entry_number");

            migrationBuilder.CreateTable(
                name: "access_token",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person = table.Column<Guid>(type: "uuid", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    may_only_read = table.Column<bool>(type: "boolean", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    revoked_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_access_token", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "answered_key",
                columns: table => new
                {
                    owner = table.Column<string>(type: "text", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    answer = table.Column<string>(type: "jsonb", nullable: true),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_answered_key", x => new { x.owner, x.key });
                }
            );

            migrationBuilder.CreateTable(
                name: "audit",
                columns: table => new
                {
                    number = table
                        .Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    person = table.Column<Guid>(type: "uuid", nullable: true),
                    who = table.Column<string>(type: "text", nullable: false),
                    what = table.Column<string>(type: "text", nullable: false),
                    on_what = table.Column<string>(type: "text", nullable: false),
                    source_kind = table.Column<string>(type: "text", nullable: true),
                    source_note = table.Column<string>(type: "text", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit", x => x.number);
                }
            );

            migrationBuilder.CreateTable(
                name: "caught_mail",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table
                        .Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    recipient = table.Column<string>(type: "text", nullable: false),
                    mime = table.Column<byte[]>(type: "bytea", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_caught_mail", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "clock_offset",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    seconds = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_clock_offset", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "country_region",
                columns: table => new
                {
                    country = table.Column<string>(type: "text", nullable: false),
                    region = table.Column<string>(type: "text", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_country_region", x => x.country);
                }
            );

            migrationBuilder.CreateTable(
                name: "host_call",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    edition = table.Column<string>(type: "text", nullable: false),
                    period_from = table.Column<LocalDate>(type: "date", nullable: false),
                    period_until = table.Column<LocalDate>(type: "date", nullable: false),
                    opens_on = table.Column<LocalDate>(type: "date", nullable: false),
                    closes_on = table.Column<LocalDate>(type: "date", nullable: false),
                    criteria = table.Column<string>(type: "text", nullable: false),
                    decided_by = table.Column<string>(type: "text", nullable: false),
                    expected_on_site = table.Column<int>(type: "integer", nullable: false),
                    told_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_host_call", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "organisation",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    name_latin = table.Column<string>(type: "text", nullable: true),
                    country = table.Column<string>(type: "text", nullable: true),
                    city = table.Column<string>(type: "text", nullable: true),
                    city_latin = table.Column<string>(type: "text", nullable: true),
                    latitude = table.Column<double>(type: "double precision", nullable: true),
                    longitude = table.Column<double>(type: "double precision", nullable: true),
                    time_zone = table.Column<string>(type: "text", nullable: true),
                    joined_on = table.Column<LocalDate>(type: "date", nullable: true),
                    fee_paid_until = table.Column<LocalDate>(type: "date", nullable: true),
                    weight = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organisation", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "outbox_mail",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    person = table.Column<Guid>(type: "uuid", nullable: true),
                    email = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    assembly = table.Column<Guid>(type: "uuid", nullable: true),
                    group = table.Column<string>(type: "text", nullable: false),
                    sequence = table.Column<int>(type: "integer", nullable: false),
                    model = table.Column<string>(type: "jsonb", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    mime = table.Column<byte[]>(type: "bytea", nullable: true),
                    doubtful = table.Column<bool>(type: "boolean", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    due_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    leased_until = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    server_words = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    sent_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outbox_mail", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "person",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    email = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    name_latin = table.Column<string>(type: "text", nullable: true),
                    language = table.Column<string>(type: "text", nullable: false),
                    time_zone = table.Column<string>(type: "text", nullable: false),
                    colours = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_person", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "reminder_link",
                columns: table => new
                {
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    email = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reminder_link", x => x.hash);
                }
            );

            migrationBuilder.CreateTable(
                name: "reminder_opt_out",
                columns: table => new
                {
                    email = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reminder_opt_out", x => x.email);
                }
            );

            migrationBuilder.CreateTable(
                name: "sign_in",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person = table.Column<Guid>(type: "uuid", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    browser = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    seen_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sign_in", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "sign_in_link",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    email = table.Column<string>(type: "text", nullable: false),
                    browser = table.Column<string>(type: "text", nullable: false),
                    browser_key = table.Column<byte[]>(type: "bytea", nullable: true),
                    ip = table.Column<string>(type: "text", nullable: true),
                    return_to = table.Column<string>(type: "text", nullable: true),
                    asked_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: true),
                    expires_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    used_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sign_in_link", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "sign_in_wrong_code",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    ip = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sign_in_wrong_code", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "zone_data",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<string>(type: "text", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_zone_data", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "busy_date",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation = table.Column<Guid>(type: "uuid", nullable: true),
                    title = table.Column<string>(type: "text", nullable: false),
                    from_day = table.Column<LocalDate>(type: "date", nullable: false),
                    until_day = table.Column<LocalDate>(type: "date", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_busy_date", x => x.id);
                    table.ForeignKey(
                        name: "fk_busy_date_organisations_organisation",
                        column: x => x.organisation,
                        principalTable: "organisation",
                        principalColumn: "id"
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "feed_link",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person = table.Column<Guid>(type: "uuid", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    revoked_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_feed_link", x => x.id);
                    table.ForeignKey(
                        name: "fk_feed_link_people_person",
                        column: x => x.person,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "host_call_step",
                columns: table => new
                {
                    call = table.Column<Guid>(type: "uuid", nullable: false),
                    seq = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    words = table.Column<string>(type: "text", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("host_call_step_seq", x => new { x.call, x.seq });
                    table.ForeignKey(
                        name: "fk_host_call_step_host_call_call",
                        column: x => x.call,
                        principalTable: "host_call",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_host_call_step_people_by",
                        column: x => x.by,
                        principalTable: "person",
                        principalColumn: "id"
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "host_proposal",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    call = table.Column<Guid>(type: "uuid", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: true),
                    city = table.Column<string>(type: "text", nullable: true),
                    city_latin = table.Column<string>(type: "text", nullable: true),
                    country = table.Column<string>(type: "text", nullable: true),
                    latitude = table.Column<double>(type: "double precision", nullable: true),
                    longitude = table.Column<double>(type: "double precision", nullable: true),
                    time_zone = table.Column<string>(type: "text", nullable: true),
                    venue = table.Column<string>(type: "text", nullable: true),
                    address = table.Column<string>(type: "text", nullable: true),
                    date_options = table.Column<string>(type: "jsonb", nullable: false),
                    main_room_seats = table.Column<int>(type: "integer", nullable: true),
                    side_rooms = table.Column<int>(type: "integer", nullable: true),
                    step_free_access = table.Column<string>(type: "text", nullable: true),
                    hearing_support = table.Column<string>(type: "text", nullable: true),
                    cost_to_network_eur = table.Column<int>(type: "integer", nullable: true),
                    hotel_per_night_eur = table.Column<int>(type: "integer", nullable: true),
                    travel = table.Column<string>(type: "text", nullable: true),
                    motivation = table.Column<string>(type: "text", nullable: true),
                    drafted_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    drafted_by = table.Column<Guid>(type: "uuid", nullable: true),
                    source = table.Column<string>(type: "jsonb", nullable: true),
                    submitted_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    submitted_by = table.Column<Guid>(type: "uuid", nullable: true),
                    signatory = table.Column<string>(type: "text", nullable: true),
                    withdrawn_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    withdrawn_by = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_host_proposal", x => x.id);
                    table.ForeignKey(
                        name: "fk_host_proposal_host_call_call",
                        column: x => x.call,
                        principalTable: "host_call",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_host_proposal_organisations_by",
                        column: x => x.by,
                        principalTable: "organisation",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_host_proposal_people_drafted_by",
                        column: x => x.drafted_by,
                        principalTable: "person",
                        principalColumn: "id"
                    );
                    table.ForeignKey(
                        name: "fk_host_proposal_people_submitted_by",
                        column: x => x.submitted_by,
                        principalTable: "person",
                        principalColumn: "id"
                    );
                    table.ForeignKey(
                        name: "fk_host_proposal_people_withdrawn_by",
                        column: x => x.withdrawn_by,
                        principalTable: "person",
                        principalColumn: "id"
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "mandate",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "text", nullable: false),
                    from_day = table.Column<LocalDate>(type: "date", nullable: false),
                    until_day = table.Column<LocalDate>(type: "date", nullable: true),
                    appointed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    named_by_head = table.Column<bool>(type: "boolean", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mandate", x => x.id);
                    table.ForeignKey(
                        name: "fk_mandate_organisation_organisation",
                        column: x => x.organisation,
                        principalTable: "organisation",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_mandate_person_person",
                        column: x => x.person,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "rules_version",
                columns: table => new
                {
                    number = table.Column<int>(type: "integer", nullable: false),
                    parameters = table.Column<string>(type: "jsonb", nullable: false),
                    published_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    published_by = table.Column<Guid>(type: "uuid", nullable: true),
                    note = table.Column<string>(type: "text", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("rules_version_number", x => x.number);
                    table.ForeignKey(
                        name: "fk_rules_version_person_published_by",
                        column: x => x.published_by,
                        principalTable: "person",
                        principalColumn: "id"
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "secretariat_grant",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    revoked_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    revoked_by = table.Column<Guid>(type: "uuid", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_secretariat_grant", x => x.id);
                    table.ForeignKey(
                        name: "fk_secretariat_grant_person_person",
                        column: x => x.person,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "sign_in_code",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person = table.Column<Guid>(type: "uuid", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    made_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    made_by = table.Column<Guid>(type: "uuid", nullable: true),
                    expires_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    used_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sign_in_code", x => x.id);
                    table.ForeignKey(
                        name: "fk_sign_in_code_person_made_by",
                        column: x => x.made_by,
                        principalTable: "person",
                        principalColumn: "id"
                    );
                    table.ForeignKey(
                        name: "fk_sign_in_code_person_person",
                        column: x => x.person,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "host_assignment",
                columns: table => new
                {
                    call = table.Column<Guid>(type: "uuid", nullable: false),
                    n = table.Column<int>(type: "integer", nullable: false),
                    proposal = table.Column<Guid>(type: "uuid", nullable: false),
                    member = table.Column<Guid>(type: "uuid", nullable: false),
                    dates = table.Column<string>(type: "jsonb", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    reserves = table.Column<string>(type: "jsonb", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    answer_by = table.Column<LocalDate>(type: "date", nullable: false),
                    accepted_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    declined_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    expired_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    answered_by = table.Column<Guid>(type: "uuid", nullable: true),
                    source = table.Column<string>(type: "jsonb", nullable: true),
                    why = table.Column<string>(type: "text", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("host_assignment_n", x => new { x.call, x.n });
                    table.ForeignKey(
                        name: "fk_host_assignment_host_call_call",
                        column: x => x.call,
                        principalTable: "host_call",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_host_assignment_host_proposals_proposal",
                        column: x => x.proposal,
                        principalTable: "host_proposal",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_host_assignment_organisations_member",
                        column: x => x.member,
                        principalTable: "organisation",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_host_assignment_people_answered_by",
                        column: x => x.answered_by,
                        principalTable: "person",
                        principalColumn: "id"
                    );
                    table.ForeignKey(
                        name: "fk_host_assignment_people_by",
                        column: x => x.by,
                        principalTable: "person",
                        principalColumn: "id"
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "host_proposal_co_host",
                columns: table => new
                {
                    proposal = table.Column<Guid>(type: "uuid", nullable: false),
                    member = table.Column<Guid>(type: "uuid", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_host_proposal_co_host", x => new { x.proposal, x.member });
                    table.ForeignKey(
                        name: "fk_host_proposal_co_host_host_proposal_proposal",
                        column: x => x.proposal,
                        principalTable: "host_proposal",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_host_proposal_co_host_organisations_member",
                        column: x => x.member,
                        principalTable: "organisation",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "assembly",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    host = table.Column<Guid>(type: "uuid", nullable: false),
                    copy_of = table.Column<string>(type: "text", nullable: true),
                    rules_version = table.Column<int>(type: "integer", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    address = table.Column<string>(type: "text", nullable: true),
                    city = table.Column<string>(type: "text", nullable: false),
                    city_latin = table.Column<string>(type: "text", nullable: true),
                    country = table.Column<string>(type: "text", nullable: true),
                    latitude = table.Column<double>(type: "double precision", nullable: false),
                    longitude = table.Column<double>(type: "double precision", nullable: false),
                    time_zone = table.Column<string>(type: "text", nullable: false),
                    venue = table.Column<string>(type: "text", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_assembly", x => x.id);
                    table.ForeignKey(
                        name: "fk_assembly_organisations_host",
                        column: x => x.host,
                        principalTable: "organisation",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_assembly_rules_version_rules_version",
                        column: x => x.rules_version,
                        principalTable: "rules_version",
                        principalColumn: "number"
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "agenda_draft",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    assembly = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    saved_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    saved_by = table.Column<Guid>(type: "uuid", nullable: true),
                    published = table.Column<int>(type: "integer", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agenda_draft", x => x.id);
                    table.UniqueConstraint("agenda_draft_assembly", x => x.assembly);
                    table.ForeignKey(
                        name: "fk_agenda_draft_assemblies_assembly",
                        column: x => x.assembly,
                        principalTable: "assembly",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "agenda_version",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    assembly = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    published_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    published_by = table.Column<Guid>(type: "uuid", nullable: true),
                    content = table.Column<string>(type: "jsonb", nullable: false),
                    hash = table.Column<string>(type: "text", nullable: false),
                    difference = table.Column<string>(type: "jsonb", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agenda_version", x => x.id);
                    table.ForeignKey(
                        name: "fk_agenda_version_assemblies_assembly",
                        column: x => x.assembly,
                        principalTable: "assembly",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_agenda_version_people_published_by",
                        column: x => x.published_by,
                        principalTable: "person",
                        principalColumn: "id"
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "assembly_co_host",
                columns: table => new
                {
                    assembly = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation = table.Column<Guid>(type: "uuid", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_assembly_co_host", x => new { x.assembly, x.organisation });
                    table.ForeignKey(
                        name: "fk_assembly_co_host_assembly_assembly",
                        column: x => x.assembly,
                        principalTable: "assembly",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_assembly_co_host_organisations_organisation",
                        column: x => x.organisation,
                        principalTable: "organisation",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "assembly_step",
                columns: table => new
                {
                    assembly = table.Column<Guid>(type: "uuid", nullable: false),
                    seq = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("assembly_step_seq", x => new { x.assembly, x.seq });
                    table.ForeignKey(
                        name: "fk_assembly_step_assembly_assembly",
                        column: x => x.assembly,
                        principalTable: "assembly",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_assembly_step_people_by",
                        column: x => x.by,
                        principalTable: "person",
                        principalColumn: "id"
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "attendance_sheet_head",
                columns: table => new
                {
                    assembly = table.Column<Guid>(type: "uuid", nullable: false),
                    project = table.Column<string>(type: "text", nullable: true),
                    activity = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_attendance_sheet_head", x => x.assembly);
                    table.ForeignKey(
                        name: "fk_attendance_sheet_head_assembly_assembly",
                        column: x => x.assembly,
                        principalTable: "assembly",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "circular",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    assembly = table.Column<Guid>(type: "uuid", nullable: false),
                    selection = table.Column<string>(type: "jsonb", nullable: false),
                    to_in_words = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    recipients = table.Column<int>(type: "integer", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    sent_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    called_back_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    called_back_by = table.Column<Guid>(type: "uuid", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_circular", x => x.id);
                    table.ForeignKey(
                        name: "fk_circular_assembly_assembly",
                        column: x => x.assembly,
                        principalTable: "assembly",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(name: "fk_circular_person_by", column: x => x.by, principalTable: "person", principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_circular_person_called_back_by",
                        column: x => x.called_back_by,
                        principalTable: "person",
                        principalColumn: "id"
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "deadline_exception",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    assembly = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    organisation = table.Column<Guid>(type: "uuid", nullable: true),
                    person = table.Column<Guid>(type: "uuid", nullable: true),
                    last_day = table.Column<LocalDate>(type: "date", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    why = table.Column<string>(type: "text", nullable: false),
                    ended_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    ended_by = table.Column<Guid>(type: "uuid", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_deadline_exception", x => x.id);
                    table.CheckConstraint("deadline_exception_somebody", "organisation is not null or person is not null");
                    table.ForeignKey(
                        name: "fk_deadline_exception_assembly_assembly",
                        column: x => x.assembly,
                        principalTable: "assembly",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_deadline_exception_organisation_organisation",
                        column: x => x.organisation,
                        principalTable: "organisation",
                        principalColumn: "id"
                    );
                    table.ForeignKey(
                        name: "fk_deadline_exception_person_by",
                        column: x => x.by,
                        principalTable: "person",
                        principalColumn: "id"
                    );
                    table.ForeignKey(
                        name: "fk_deadline_exception_person_ended_by",
                        column: x => x.ended_by,
                        principalTable: "person",
                        principalColumn: "id"
                    );
                    table.ForeignKey(
                        name: "fk_deadline_exception_person_person",
                        column: x => x.person,
                        principalTable: "person",
                        principalColumn: "id"
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "deadline_override",
                columns: table => new
                {
                    assembly = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    seq = table.Column<int>(type: "integer", nullable: false),
                    last_day = table.Column<LocalDate>(type: "date", nullable: true),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey(
                        "deadline_override_seq",
                        x => new
                        {
                            x.assembly,
                            x.kind,
                            x.seq,
                        }
                    );
                    table.ForeignKey(
                        name: "fk_deadline_override_assembly_assembly",
                        column: x => x.assembly,
                        principalTable: "assembly",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_deadline_override_people_by",
                        column: x => x.by,
                        principalTable: "person",
                        principalColumn: "id"
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "decisions_list",
                columns: table => new
                {
                    assembly = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    contest_until = table.Column<LocalDate>(type: "date", nullable: true),
                    people = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("decisions_list_once", x => x.assembly);
                    table.ForeignKey(
                        name: "fk_decisions_list_assembly_assembly",
                        column: x => x.assembly,
                        principalTable: "assembly",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "guest",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    assembly = table.Column<Guid>(type: "uuid", nullable: false),
                    email = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    time_zone = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_guest", x => x.id);
                    table.ForeignKey(
                        name: "fk_guest_assemblies_assembly",
                        column: x => x.assembly,
                        principalTable: "assembly",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "item_request",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    assembly = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    minutes = table.Column<int>(type: "integer", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    source_kind = table.Column<string>(type: "text", nullable: true),
                    source_note = table.Column<string>(type: "text", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_item_request", x => x.id);
                    table.ForeignKey(
                        name: "fk_item_request_assemblies_assembly",
                        column: x => x.assembly,
                        principalTable: "assembly",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_item_request_organisations_organisation",
                        column: x => x.organisation,
                        principalTable: "organisation",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_item_request_people_by",
                        column: x => x.by,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "meeting",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    assembly = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    statutory = table.Column<bool>(type: "boolean", nullable: false),
                    audience = table.Column<int>(type: "integer", nullable: false),
                    format = table.Column<string>(type: "text", nullable: false),
                    date = table.Column<LocalDate>(type: "date", nullable: false),
                    start = table.Column<LocalTime>(type: "time", nullable: false),
                    end = table.Column<LocalTime>(type: "time", nullable: false),
                    time_zone = table.Column<string>(type: "text", nullable: false),
                    starts_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    room = table.Column<string>(type: "text", nullable: true),
                    map_link = table.Column<string>(type: "text", nullable: true),
                    online_link = table.Column<string>(type: "text", nullable: true),
                    cancelled_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    cancelled_by = table.Column<Guid>(type: "uuid", nullable: true),
                    cancelled_why = table.Column<string>(type: "text", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_meeting", x => x.id);
                    table.ForeignKey(
                        name: "fk_meeting_assembly_assembly",
                        column: x => x.assembly,
                        principalTable: "assembly",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_meeting_people_cancelled_by",
                        column: x => x.cancelled_by,
                        principalTable: "person",
                        principalColumn: "id"
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "minutes_release",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    assembly = table.Column<Guid>(type: "uuid", nullable: false),
                    seq = table.Column<int>(type: "integer", nullable: false),
                    readers = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_minutes_release", x => x.id);
                    table.ForeignKey(
                        name: "fk_minutes_release_assembly_assembly",
                        column: x => x.assembly,
                        principalTable: "assembly",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_minutes_release_person_by",
                        column: x => x.by,
                        principalTable: "person",
                        principalColumn: "id"
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "minutes_signature",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    assembly = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    hash = table.Column<string>(type: "text", nullable: false),
                    office = table.Column<string>(type: "text", nullable: false),
                    person = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_minutes_signature", x => x.id);
                    table.ForeignKey(
                        name: "fk_minutes_signature_assembly_assembly",
                        column: x => x.assembly,
                        principalTable: "assembly",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_minutes_signature_person_person",
                        column: x => x.person,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "minutes_version",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    assembly = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    published_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    published_by = table.Column<Guid>(type: "uuid", nullable: true),
                    content = table.Column<string>(type: "text", nullable: false),
                    hash = table.Column<string>(type: "text", nullable: false),
                    changes = table.Column<string>(type: "jsonb", nullable: false),
                    despite = table.Column<string>(type: "text", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_minutes_version", x => x.id);
                    table.ForeignKey(
                        name: "fk_minutes_version_assembly_assembly",
                        column: x => x.assembly,
                        principalTable: "assembly",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_minutes_version_person_published_by",
                        column: x => x.published_by,
                        principalTable: "person",
                        principalColumn: "id"
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "officer",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person = table.Column<Guid>(type: "uuid", nullable: false),
                    assembly = table.Column<Guid>(type: "uuid", nullable: false),
                    office = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    ended_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    ended_by = table.Column<Guid>(type: "uuid", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_officer", x => x.id);
                    table.ForeignKey(
                        name: "fk_officer_assembly_assembly",
                        column: x => x.assembly,
                        principalTable: "assembly",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(name: "fk_officer_people_by", column: x => x.by, principalTable: "person", principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_officer_people_ended_by",
                        column: x => x.ended_by,
                        principalTable: "person",
                        principalColumn: "id"
                    );
                    table.ForeignKey(
                        name: "fk_officer_people_person",
                        column: x => x.person,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "plan_task",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    assembly = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "text", nullable: true),
                    title = table.Column<string>(type: "text", nullable: false),
                    help = table.Column<string>(type: "text", nullable: false),
                    owner = table.Column<string>(type: "text", nullable: false),
                    anchor = table.Column<string>(type: "text", nullable: false),
                    days = table.Column<int>(type: "integer", nullable: false),
                    is_statutory = table.Column<bool>(type: "boolean", nullable: false),
                    deadline = table.Column<string>(type: "text", nullable: true),
                    made_on = table.Column<LocalDate>(type: "date", nullable: false),
                    set_on = table.Column<LocalDate>(type: "date", nullable: true),
                    assignee = table.Column<Guid>(type: "uuid", nullable: true),
                    done_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    done_by = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_plan_task", x => x.id);
                    table.ForeignKey(
                        name: "fk_plan_task_assemblies_assembly",
                        column: x => x.assembly,
                        principalTable: "assembly",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_plan_task_people_assignee",
                        column: x => x.assignee,
                        principalTable: "person",
                        principalColumn: "id"
                    );
                    table.ForeignKey(
                        name: "fk_plan_task_people_done_by",
                        column: x => x.done_by,
                        principalTable: "person",
                        principalColumn: "id"
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "proxy",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    assembly = table.Column<Guid>(type: "uuid", nullable: false),
                    principal = table.Column<Guid>(type: "uuid", nullable: false),
                    holder = table.Column<Guid>(type: "uuid", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    items = table.Column<string>(type: "jsonb", nullable: false),
                    instructions = table.Column<string>(type: "jsonb", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    seq = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_proxy", x => x.id);
                    table.ForeignKey(
                        name: "fk_proxy_assembly_assembly",
                        column: x => x.assembly,
                        principalTable: "assembly",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_proxy_organisation_holder",
                        column: x => x.holder,
                        principalTable: "organisation",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_proxy_organisation_principal",
                        column: x => x.principal,
                        principalTable: "organisation",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "roll_entry",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    assembly = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation = table.Column<Guid>(type: "uuid", nullable: false),
                    seq = table.Column<int>(type: "integer", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    name_latin = table.Column<string>(type: "text", nullable: true),
                    entitled = table.Column<bool>(type: "boolean", nullable: false),
                    why = table.Column<string>(type: "text", nullable: false),
                    weight = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_roll_entry", x => x.id);
                    table.ForeignKey(
                        name: "fk_roll_entry_assembly_assembly",
                        column: x => x.assembly,
                        principalTable: "assembly",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_roll_entry_organisation_organisation",
                        column: x => x.organisation,
                        principalTable: "organisation",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(name: "fk_roll_entry_person_by", column: x => x.by, principalTable: "person", principalColumn: "id");
                }
            );

            migrationBuilder.CreateTable(
                name: "screen_link",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    assembly = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    revoked_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    revoked_by = table.Column<Guid>(type: "uuid", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_screen_link", x => x.id);
                    table.ForeignKey(
                        name: "fk_screen_link_assembly_assembly",
                        column: x => x.assembly,
                        principalTable: "assembly",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(name: "fk_screen_link_person_by", column: x => x.by, principalTable: "person", principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_screen_link_person_revoked_by",
                        column: x => x.revoked_by,
                        principalTable: "person",
                        principalColumn: "id"
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "seat_terms",
                columns: table => new
                {
                    assembly = table.Column<Guid>(type: "uuid", nullable: false),
                    terms = table.Column<string>(type: "jsonb", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_seat_terms", x => x.assembly);
                    table.ForeignKey(
                        name: "fk_seat_terms_assembly_assembly",
                        column: x => x.assembly,
                        principalTable: "assembly",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "convocation",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    assembly = table.Column<Guid>(type: "uuid", nullable: false),
                    of = table.Column<string>(type: "text", nullable: false),
                    step_seq = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    override_reason = table.Column<string>(type: "text", nullable: true),
                    rules_version = table.Column<int>(type: "integer", nullable: false),
                    agenda = table.Column<Guid>(type: "uuid", nullable: true),
                    content = table.Column<string>(type: "text", nullable: false),
                    hash = table.Column<string>(type: "text", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_convocation", x => x.id);
                    table.ForeignKey(
                        name: "fk_convocation_agenda_version_agenda",
                        column: x => x.agenda,
                        principalTable: "agenda_version",
                        principalColumn: "id"
                    );
                    table.ForeignKey(
                        name: "fk_convocation_assemblies_assembly",
                        column: x => x.assembly,
                        principalTable: "assembly",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "circular_recipient",
                columns: table => new
                {
                    circular = table.Column<Guid>(type: "uuid", nullable: false),
                    email = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    person = table.Column<Guid>(type: "uuid", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_circular_recipient", x => new { x.circular, x.email });
                    table.ForeignKey(
                        name: "fk_circular_recipient_circular_circular",
                        column: x => x.circular,
                        principalTable: "circular",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_circular_recipient_person_person",
                        column: x => x.person,
                        principalTable: "person",
                        principalColumn: "id"
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "exception_request",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    assembly = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    organisation = table.Column<Guid>(type: "uuid", nullable: true),
                    person = table.Column<Guid>(type: "uuid", nullable: false),
                    why = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    answered_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    answered_by = table.Column<Guid>(type: "uuid", nullable: true),
                    given = table.Column<Guid>(type: "uuid", nullable: true),
                    declined = table.Column<string>(type: "text", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_exception_request", x => x.id);
                    table.ForeignKey(
                        name: "fk_exception_request_assembly_assembly",
                        column: x => x.assembly,
                        principalTable: "assembly",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_exception_request_deadline_exception_given",
                        column: x => x.given,
                        principalTable: "deadline_exception",
                        principalColumn: "id"
                    );
                    table.ForeignKey(
                        name: "fk_exception_request_organisation_organisation",
                        column: x => x.organisation,
                        principalTable: "organisation",
                        principalColumn: "id"
                    );
                    table.ForeignKey(
                        name: "fk_exception_request_person_answered_by",
                        column: x => x.answered_by,
                        principalTable: "person",
                        principalColumn: "id"
                    );
                    table.ForeignKey(
                        name: "fk_exception_request_person_by",
                        column: x => x.by,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_exception_request_person_person",
                        column: x => x.person,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "admission",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    assembly = table.Column<Guid>(type: "uuid", nullable: false),
                    email = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    affiliation = table.Column<string>(type: "text", nullable: false),
                    how = table.Column<string>(type: "text", nullable: false),
                    invited_by = table.Column<Guid>(type: "uuid", nullable: true),
                    ip = table.Column<string>(type: "text", nullable: true),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    asked_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    confirmed_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    guest = table.Column<Guid>(type: "uuid", nullable: true),
                    answered_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    answered_by = table.Column<Guid>(type: "uuid", nullable: true),
                    refused_why = table.Column<string>(type: "text", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_admission", x => x.id);
                    table.ForeignKey(
                        name: "fk_admission_assembly_assembly",
                        column: x => x.assembly,
                        principalTable: "assembly",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_admission_guest_guest",
                        column: x => x.guest,
                        principalTable: "guest",
                        principalColumn: "id"
                    );
                    table.ForeignKey(
                        name: "fk_admission_person_answered_by",
                        column: x => x.answered_by,
                        principalTable: "person",
                        principalColumn: "id"
                    );
                    table.ForeignKey(
                        name: "fk_admission_person_invited_by",
                        column: x => x.invited_by,
                        principalTable: "person",
                        principalColumn: "id"
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "registrant",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    assembly = table.Column<Guid>(type: "uuid", nullable: false),
                    person = table.Column<Guid>(type: "uuid", nullable: true),
                    guest = table.Column<Guid>(type: "uuid", nullable: true),
                    organisation = table.Column<Guid>(type: "uuid", nullable: true),
                    mandate = table.Column<Guid>(type: "uuid", nullable: true),
                    name = table.Column<string>(type: "text", nullable: false),
                    name_latin = table.Column<string>(type: "text", nullable: true),
                    email = table.Column<string>(type: "text", nullable: true),
                    time_zone = table.Column<string>(type: "text", nullable: false),
                    affiliation = table.Column<string>(type: "text", nullable: false),
                    audience = table.Column<int>(type: "integer", nullable: false),
                    does_not_count = table.Column<bool>(type: "boolean", nullable: false),
                    badge = table.Column<string>(type: "text", nullable: false),
                    wish = table.Column<string>(type: "jsonb", nullable: false),
                    photo_consent = table.Column<bool>(type: "boolean", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    source = table.Column<string>(type: "jsonb", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    cancelled_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    cancelled_by = table.Column<Guid>(type: "uuid", nullable: true),
                    replaced_by = table.Column<Guid>(type: "uuid", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registrant", x => x.id);
                    table.CheckConstraint("registrant_one_of", "person is null or guest is null");
                    table.ForeignKey(
                        name: "fk_registrant_assembly_assembly",
                        column: x => x.assembly,
                        principalTable: "assembly",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_registrant_guest_guest",
                        column: x => x.guest,
                        principalTable: "guest",
                        principalColumn: "id"
                    );
                    table.ForeignKey(
                        name: "fk_registrant_mandate_mandate",
                        column: x => x.mandate,
                        principalTable: "mandate",
                        principalColumn: "id"
                    );
                    table.ForeignKey(
                        name: "fk_registrant_organisation_organisation",
                        column: x => x.organisation,
                        principalTable: "organisation",
                        principalColumn: "id"
                    );
                    table.ForeignKey(name: "fk_registrant_person_by", column: x => x.by, principalTable: "person", principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_registrant_person_cancelled_by",
                        column: x => x.cancelled_by,
                        principalTable: "person",
                        principalColumn: "id"
                    );
                    table.ForeignKey(
                        name: "fk_registrant_person_person",
                        column: x => x.person,
                        principalTable: "person",
                        principalColumn: "id"
                    );
                    table.ForeignKey(
                        name: "fk_registrant_registrant_replaced_by",
                        column: x => x.replaced_by,
                        principalTable: "registrant",
                        principalColumn: "id"
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "attendance_scan",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    meeting = table.Column<Guid>(type: "uuid", nullable: false),
                    file_name = table.Column<string>(type: "text", nullable: false),
                    content_type = table.Column<string>(type: "text", nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    removed_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    removed_by = table.Column<Guid>(type: "uuid", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_attendance_scan", x => x.id);
                    table.ForeignKey(
                        name: "fk_attendance_scan_meeting_meeting",
                        column: x => x.meeting,
                        principalTable: "meeting",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_attendance_scan_person_by",
                        column: x => x.by,
                        principalTable: "person",
                        principalColumn: "id"
                    );
                    table.ForeignKey(
                        name: "fk_attendance_scan_person_removed_by",
                        column: x => x.removed_by,
                        principalTable: "person",
                        principalColumn: "id"
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "calendar_entry",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    assembly = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    meeting = table.Column<Guid>(type: "uuid", nullable: true),
                    session = table.Column<Guid>(type: "uuid", nullable: true),
                    generation = table.Column<int>(type: "integer", nullable: false),
                    uid = table.Column<string>(type: "text", nullable: false),
                    sequence = table.Column<int>(type: "integer", nullable: false),
                    cancelled_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_calendar_entry", x => x.id);
                    table.ForeignKey(
                        name: "fk_calendar_entry_assemblies_assembly",
                        column: x => x.assembly,
                        principalTable: "assembly",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_calendar_entry_meetings_meeting",
                        column: x => x.meeting,
                        principalTable: "meeting",
                        principalColumn: "id"
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "quorum_challenge",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    assembly = table.Column<Guid>(type: "uuid", nullable: false),
                    meeting = table.Column<Guid>(type: "uuid", nullable: false),
                    seq = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    until = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    asked_by = table.Column<Guid>(type: "uuid", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_quorum_challenge", x => x.id);
                    table.ForeignKey(
                        name: "fk_quorum_challenge_assembly_assembly",
                        column: x => x.assembly,
                        principalTable: "assembly",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_quorum_challenge_meeting_meeting",
                        column: x => x.meeting,
                        principalTable: "meeting",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_quorum_challenge_organisation_asked_by",
                        column: x => x.asked_by,
                        principalTable: "organisation",
                        principalColumn: "id"
                    );
                    table.ForeignKey(
                        name: "fk_quorum_challenge_person_by",
                        column: x => x.by,
                        principalTable: "person",
                        principalColumn: "id"
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "session",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    assembly = table.Column<Guid>(type: "uuid", nullable: false),
                    meeting = table.Column<Guid>(type: "uuid", nullable: false),
                    place = table.Column<int>(type: "integer", nullable: false),
                    title = table.Column<string>(type: "text", nullable: true),
                    kind = table.Column<string>(type: "text", nullable: false),
                    minutes = table.Column<int>(type: "integer", nullable: false),
                    fixed_start = table.Column<LocalTime>(type: "time", nullable: true),
                    fixed_day = table.Column<int>(type: "integer", nullable: false),
                    parallel = table.Column<string>(type: "character varying(1)", maxLength: 1, nullable: true),
                    audience = table.Column<int>(type: "integer", nullable: true),
                    format = table.Column<string>(type: "text", nullable: true),
                    room = table.Column<string>(type: "text", nullable: true),
                    online_link = table.Column<string>(type: "text", nullable: true),
                    presenters = table.Column<string>(type: "text", nullable: true),
                    closed = table.Column<bool>(type: "boolean", nullable: false),
                    removed_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_session", x => x.id);
                    table.ForeignKey(
                        name: "fk_session_agenda_draft_assembly",
                        column: x => x.assembly,
                        principalTable: "agenda_draft",
                        principalColumn: "assembly",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_session_meetings_meeting",
                        column: x => x.meeting,
                        principalTable: "meeting",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "proxy_step",
                columns: table => new
                {
                    proxy = table.Column<Guid>(type: "uuid", nullable: false),
                    seq = table.Column<int>(type: "integer", nullable: false),
                    what = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    source = table.Column<string>(type: "jsonb", nullable: true),
                    why = table.Column<string>(type: "text", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("proxy_step_once", x => new { x.proxy, x.seq });
                    table.ForeignKey(name: "fk_proxy_step_person_by", column: x => x.by, principalTable: "person", principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_proxy_step_proxy_proxy",
                        column: x => x.proxy,
                        principalTable: "proxy",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "convocation_recipient",
                columns: table => new
                {
                    convocation = table.Column<Guid>(type: "uuid", nullable: false),
                    mandate = table.Column<Guid>(type: "uuid", nullable: false),
                    person = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_name = table.Column<string>(type: "text", nullable: false),
                    organisation_kind = table.Column<string>(type: "text", nullable: false),
                    role = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    email = table.Column<string>(type: "text", nullable: false),
                    sent = table.Column<string[]>(type: "text[]", nullable: false),
                    why = table.Column<string>(type: "text", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_convocation_recipient", x => new { x.convocation, x.mandate });
                    table.ForeignKey(
                        name: "fk_convocation_recipient_convocation_convocation",
                        column: x => x.convocation,
                        principalTable: "convocation",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_convocation_recipient_mandates_mandate",
                        column: x => x.mandate,
                        principalTable: "mandate",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_convocation_recipient_organisations_organisation",
                        column: x => x.organisation,
                        principalTable: "organisation",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_convocation_recipient_people_person",
                        column: x => x.person,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "attend_link",
                columns: table => new
                {
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    admission = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_attend_link", x => x.hash);
                    table.ForeignKey(
                        name: "fk_attend_link_admission_admission",
                        column: x => x.admission,
                        principalTable: "admission",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "presence_entry",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false),
                    meeting = table.Column<Guid>(type: "uuid", nullable: false),
                    registrant = table.Column<Guid>(type: "uuid", nullable: false),
                    move = table.Column<string>(type: "text", nullable: false),
                    place = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    via = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    corrects = table.Column<long>(type: "bigint", nullable: true),
                    ends_proxy = table.Column<Guid>(type: "uuid", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_presence_entry", x => x.number);
                    table.ForeignKey(
                        name: "fk_presence_entry_meeting_meeting",
                        column: x => x.meeting,
                        principalTable: "meeting",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_presence_entry_person_by",
                        column: x => x.by,
                        principalTable: "person",
                        principalColumn: "id"
                    );
                    table.ForeignKey(
                        name: "fk_presence_entry_presence_entry_corrects",
                        column: x => x.corrects,
                        principalTable: "presence_entry",
                        principalColumn: "number"
                    );
                    table.ForeignKey(
                        name: "fk_presence_entry_proxy_ends_proxy",
                        column: x => x.ends_proxy,
                        principalTable: "proxy",
                        principalColumn: "id"
                    );
                    table.ForeignKey(
                        name: "fk_presence_entry_registrants_registrant",
                        column: x => x.registrant,
                        principalTable: "registrant",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "presence_seen",
                columns: table => new
                {
                    meeting = table.Column<Guid>(type: "uuid", nullable: false),
                    registrant = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_presence_seen", x => new { x.meeting, x.registrant });
                    table.ForeignKey(
                        name: "fk_presence_seen_meeting_meeting",
                        column: x => x.meeting,
                        principalTable: "meeting",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_presence_seen_registrants_registrant",
                        column: x => x.registrant,
                        principalTable: "registrant",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "registrant_change",
                columns: table => new
                {
                    registrant = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    changes = table.Column<string[]>(type: "text[]", nullable: false),
                    is_late = table.Column<bool>(type: "boolean", nullable: false),
                    source = table.Column<string>(type: "jsonb", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registrant_change", x => new { x.registrant, x.version });
                    table.ForeignKey(
                        name: "fk_registrant_change_person_by",
                        column: x => x.by,
                        principalTable: "person",
                        principalColumn: "id"
                    );
                    table.ForeignKey(
                        name: "fk_registrant_change_registrant_registrant",
                        column: x => x.registrant,
                        principalTable: "registrant",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "registrant_needs",
                columns: table => new
                {
                    registrant = table.Column<Guid>(type: "uuid", nullable: false),
                    helps = table.Column<string[]>(type: "text[]", nullable: false),
                    more = table.Column<string>(type: "text", nullable: true),
                    phone = table.Column<string>(type: "text", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registrant_needs", x => x.registrant);
                    table.ForeignKey(
                        name: "fk_registrant_needs_registrant_registrant",
                        column: x => x.registrant,
                        principalTable: "registrant",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "vote_handover",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    assembly = table.Column<Guid>(type: "uuid", nullable: false),
                    meeting = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation = table.Column<Guid>(type: "uuid", nullable: false),
                    to_whom = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    ends_proxy = table.Column<Guid>(type: "uuid", nullable: true),
                    ended_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    ended_by = table.Column<Guid>(type: "uuid", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_vote_handover", x => x.id);
                    table.ForeignKey(
                        name: "fk_vote_handover_assembly_assembly",
                        column: x => x.assembly,
                        principalTable: "assembly",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_vote_handover_meeting_meeting",
                        column: x => x.meeting,
                        principalTable: "meeting",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_vote_handover_organisation_organisation",
                        column: x => x.organisation,
                        principalTable: "organisation",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_vote_handover_person_by",
                        column: x => x.by,
                        principalTable: "person",
                        principalColumn: "id"
                    );
                    table.ForeignKey(
                        name: "fk_vote_handover_person_ended_by",
                        column: x => x.ended_by,
                        principalTable: "person",
                        principalColumn: "id"
                    );
                    table.ForeignKey(
                        name: "fk_vote_handover_proxy_ends_proxy",
                        column: x => x.ends_proxy,
                        principalTable: "proxy",
                        principalColumn: "id"
                    );
                    table.ForeignKey(
                        name: "fk_vote_handover_registrants_to_whom",
                        column: x => x.to_whom,
                        principalTable: "registrant",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "attendance_scan_file",
                columns: table => new
                {
                    scan = table.Column<Guid>(type: "uuid", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_attendance_scan_file", x => x.scan);
                    table.ForeignKey(
                        name: "fk_attendance_scan_file_attendance_scan_scan",
                        column: x => x.scan,
                        principalTable: "attendance_scan",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "calendar_revision",
                columns: table => new
                {
                    entry = table.Column<Guid>(type: "uuid", nullable: false),
                    sequence = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    snapshot = table.Column<string>(type: "jsonb", nullable: false),
                    is_at_another_time = table.Column<bool>(type: "boolean", nullable: false),
                    stamp = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_calendar_revision", x => new { x.entry, x.sequence });
                    table.ForeignKey(
                        name: "fk_calendar_revision_calendar_entry_entry",
                        column: x => x.entry,
                        principalTable: "calendar_entry",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "invitation",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    entry = table.Column<Guid>(type: "uuid", nullable: false),
                    assembly = table.Column<Guid>(type: "uuid", nullable: false),
                    person = table.Column<Guid>(type: "uuid", nullable: true),
                    guest = table.Column<Guid>(type: "uuid", nullable: true),
                    mandate = table.Column<Guid>(type: "uuid", nullable: true),
                    instead_of = table.Column<Guid>(type: "uuid", nullable: true),
                    email = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    time_zone = table.Column<string>(type: "text", nullable: false),
                    organisation = table.Column<string>(type: "text", nullable: false),
                    audience = table.Column<int>(type: "integer", nullable: false),
                    sequence = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    answer = table.Column<string>(type: "text", nullable: false),
                    how = table.Column<string>(type: "text", nullable: true),
                    answered_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    withdrawn_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_invitation", x => x.id);
                    table.CheckConstraint("invitation_somebody", "(person is null) <> (guest is null)");
                    table.ForeignKey(
                        name: "fk_invitation_calendar_entry_entry",
                        column: x => x.entry,
                        principalTable: "calendar_entry",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_invitation_guest_guest",
                        column: x => x.guest,
                        principalTable: "guest",
                        principalColumn: "id"
                    );
                    table.ForeignKey(
                        name: "fk_invitation_invitation_instead_of",
                        column: x => x.instead_of,
                        principalTable: "invitation",
                        principalColumn: "id"
                    );
                    table.ForeignKey(
                        name: "fk_invitation_people_person",
                        column: x => x.person,
                        principalTable: "person",
                        principalColumn: "id"
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "pending_change",
                columns: table => new
                {
                    entry = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pending_change", x => x.entry);
                    table.ForeignKey(
                        name: "fk_pending_change_calendar_entry_entry",
                        column: x => x.entry,
                        principalTable: "calendar_entry",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "quorum_check",
                columns: table => new
                {
                    meeting = table.Column<Guid>(type: "uuid", nullable: false),
                    seq = table.Column<int>(type: "integer", nullable: false),
                    why = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    entitled = table.Column<int>(type: "integer", nullable: false),
                    present = table.Column<int>(type: "integer", nullable: false),
                    represented = table.Column<int>(type: "integer", nullable: false),
                    needed = table.Column<int>(type: "integer", nullable: false),
                    holds = table.Column<bool>(type: "boolean", nullable: false),
                    rules_version = table.Column<int>(type: "integer", nullable: false),
                    roll = table.Column<string>(type: "jsonb", nullable: false),
                    challenge = table.Column<Guid>(type: "uuid", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("quorum_check_seq", x => new { x.meeting, x.seq });
                    table.ForeignKey(
                        name: "fk_quorum_check_meeting_meeting",
                        column: x => x.meeting,
                        principalTable: "meeting",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(name: "fk_quorum_check_person_by", column: x => x.by, principalTable: "person", principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_quorum_check_quorum_challenges_challenge",
                        column: x => x.challenge,
                        principalTable: "quorum_challenge",
                        principalColumn: "id"
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "quorum_confirmation",
                columns: table => new
                {
                    challenge = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation = table.Column<Guid>(type: "uuid", nullable: false),
                    registrant = table.Column<Guid>(type: "uuid", nullable: false),
                    via = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_quorum_confirmation", x => new { x.challenge, x.organisation });
                    table.ForeignKey(
                        name: "fk_quorum_confirmation_organisation_organisation",
                        column: x => x.organisation,
                        principalTable: "organisation",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_quorum_confirmation_person_by",
                        column: x => x.by,
                        principalTable: "person",
                        principalColumn: "id"
                    );
                    table.ForeignKey(
                        name: "fk_quorum_confirmation_quorum_challenge_challenge",
                        column: x => x.challenge,
                        principalTable: "quorum_challenge",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_quorum_confirmation_registrants_registrant",
                        column: x => x.registrant,
                        principalTable: "registrant",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "agenda_item",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    assembly = table.Column<Guid>(type: "uuid", nullable: false),
                    session = table.Column<Guid>(type: "uuid", nullable: false),
                    place = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "text", nullable: true),
                    printed_in = table.Column<int>(type: "integer", nullable: true),
                    title = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    minutes = table.Column<int>(type: "integer", nullable: false),
                    presenters = table.Column<string>(type: "text", nullable: true),
                    rule_type = table.Column<string>(type: "text", nullable: true),
                    closed = table.Column<bool>(type: "boolean", nullable: false),
                    late = table.Column<bool>(type: "boolean", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    text_version = table.Column<long>(type: "bigint", nullable: false),
                    text_saved_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    text_saved_by = table.Column<Guid>(type: "uuid", nullable: true),
                    removed_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agenda_item", x => x.id);
                    table.ForeignKey(
                        name: "fk_agenda_item_assemblies_assembly",
                        column: x => x.assembly,
                        principalTable: "assembly",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_agenda_item_people_text_saved_by",
                        column: x => x.text_saved_by,
                        principalTable: "person",
                        principalColumn: "id"
                    );
                    table.ForeignKey(
                        name: "fk_agenda_item_session_session",
                        column: x => x.session,
                        principalTable: "session",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "seat_pool",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    assembly = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    meeting = table.Column<Guid>(type: "uuid", nullable: true),
                    title = table.Column<string>(type: "text", nullable: false),
                    about = table.Column<string>(type: "text", nullable: false),
                    session = table.Column<Guid>(type: "uuid", nullable: true),
                    choice = table.Column<string>(type: "text", nullable: true),
                    audience = table.Column<int>(type: "integer", nullable: false),
                    for_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    last_day = table.Column<LocalDate>(type: "date", nullable: true),
                    capacity = table.Column<int>(type: "integer", nullable: true),
                    reserved = table.Column<int>(type: "integer", nullable: false),
                    last_place = table.Column<long>(type: "bigint", nullable: false),
                    removed_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_seat_pool", x => x.id);
                    table.ForeignKey(
                        name: "fk_seat_pool_assembly_assembly",
                        column: x => x.assembly,
                        principalTable: "assembly",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_seat_pool_meeting_meeting",
                        column: x => x.meeting,
                        principalTable: "meeting",
                        principalColumn: "id"
                    );
                    table.ForeignKey(
                        name: "fk_seat_pool_session_session",
                        column: x => x.session,
                        principalTable: "session",
                        principalColumn: "id"
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "answer_link",
                columns: table => new
                {
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    invitation = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_answer_link", x => x.hash);
                    table.ForeignKey(
                        name: "fk_answer_link_invitation_invitation",
                        column: x => x.invitation,
                        principalTable: "invitation",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "agenda_document",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    first = table.Column<Guid>(type: "uuid", nullable: false),
                    assembly = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    item = table.Column<Guid>(type: "uuid", nullable: true),
                    request = table.Column<Guid>(type: "uuid", nullable: true),
                    organisation = table.Column<Guid>(type: "uuid", nullable: true),
                    title = table.Column<string>(type: "text", nullable: false),
                    file_name = table.Column<string>(type: "text", nullable: false),
                    content_type = table.Column<string>(type: "text", nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<string>(type: "text", nullable: false),
                    uploaded_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    uploaded_by = table.Column<Guid>(type: "uuid", nullable: true),
                    source_kind = table.Column<string>(type: "text", nullable: true),
                    source_note = table.Column<string>(type: "text", nullable: true),
                    late = table.Column<bool>(type: "boolean", nullable: false),
                    removed_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agenda_document", x => x.id);
                    table.ForeignKey(
                        name: "fk_agenda_document_agenda_item_item",
                        column: x => x.item,
                        principalTable: "agenda_item",
                        principalColumn: "id"
                    );
                    table.ForeignKey(
                        name: "fk_agenda_document_assemblies_assembly",
                        column: x => x.assembly,
                        principalTable: "assembly",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_agenda_document_item_requests_request",
                        column: x => x.request,
                        principalTable: "item_request",
                        principalColumn: "id"
                    );
                    table.ForeignKey(
                        name: "fk_agenda_document_organisations_organisation",
                        column: x => x.organisation,
                        principalTable: "organisation",
                        principalColumn: "id"
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "agenda_item_reader",
                columns: table => new
                {
                    item = table.Column<Guid>(type: "uuid", nullable: false),
                    person = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agenda_item_reader", x => new { x.item, x.person });
                    table.ForeignKey(
                        name: "fk_agenda_item_reader_agenda_item_item",
                        column: x => x.item,
                        principalTable: "agenda_item",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_agenda_item_reader_people_person",
                        column: x => x.person,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "item_request_answer",
                columns: table => new
                {
                    request = table.Column<Guid>(type: "uuid", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: false),
                    item = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("item_request_answer_once", x => x.request);
                    table.ForeignKey(
                        name: "fk_item_request_answer_agenda_item_item",
                        column: x => x.item,
                        principalTable: "agenda_item",
                        principalColumn: "id"
                    );
                    table.ForeignKey(
                        name: "fk_item_request_answer_item_request_request",
                        column: x => x.request,
                        principalTable: "item_request",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_item_request_answer_people_by",
                        column: x => x.by,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "minutes_objection",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    assembly = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    item = table.Column<Guid>(type: "uuid", nullable: true),
                    organisation = table.Column<Guid>(type: "uuid", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    source = table.Column<string>(type: "jsonb", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_minutes_objection", x => x.id);
                    table.ForeignKey(
                        name: "fk_minutes_objection_agenda_item_item",
                        column: x => x.item,
                        principalTable: "agenda_item",
                        principalColumn: "id"
                    );
                    table.ForeignKey(
                        name: "fk_minutes_objection_assembly_assembly",
                        column: x => x.assembly,
                        principalTable: "assembly",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_minutes_objection_organisation_organisation",
                        column: x => x.organisation,
                        principalTable: "organisation",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_minutes_objection_person_by",
                        column: x => x.by,
                        principalTable: "person",
                        principalColumn: "id"
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "minutes_statement",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    assembly = table.Column<Guid>(type: "uuid", nullable: false),
                    item = table.Column<Guid>(type: "uuid", nullable: true),
                    organisation = table.Column<Guid>(type: "uuid", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    removed_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    removed_by = table.Column<Guid>(type: "uuid", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_minutes_statement", x => x.id);
                    table.ForeignKey(
                        name: "fk_minutes_statement_agenda_item_item",
                        column: x => x.item,
                        principalTable: "agenda_item",
                        principalColumn: "id"
                    );
                    table.ForeignKey(
                        name: "fk_minutes_statement_assembly_assembly",
                        column: x => x.assembly,
                        principalTable: "assembly",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_minutes_statement_organisation_organisation",
                        column: x => x.organisation,
                        principalTable: "organisation",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_minutes_statement_person_by",
                        column: x => x.by,
                        principalTable: "person",
                        principalColumn: "id"
                    );
                    table.ForeignKey(
                        name: "fk_minutes_statement_person_removed_by",
                        column: x => x.removed_by,
                        principalTable: "person",
                        principalColumn: "id"
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "minutes_text",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    assembly = table.Column<Guid>(type: "uuid", nullable: false),
                    part = table.Column<string>(type: "text", nullable: false),
                    item = table.Column<Guid>(type: "uuid", nullable: true),
                    text = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    saved_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    saved_by = table.Column<Guid>(type: "uuid", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_minutes_text", x => x.id);
                    table.ForeignKey(
                        name: "fk_minutes_text_agenda_item_item",
                        column: x => x.item,
                        principalTable: "agenda_item",
                        principalColumn: "id"
                    );
                    table.ForeignKey(
                        name: "fk_minutes_text_assembly_assembly",
                        column: x => x.assembly,
                        principalTable: "assembly",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_minutes_text_person_saved_by",
                        column: x => x.saved_by,
                        principalTable: "person",
                        principalColumn: "id"
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "motion",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    assembly = table.Column<Guid>(type: "uuid", nullable: false),
                    item = table.Column<Guid>(type: "uuid", nullable: false),
                    seq = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    proposer = table.Column<string>(type: "text", nullable: false),
                    seconder = table.Column<string>(type: "text", nullable: true),
                    rule_type = table.Column<string>(type: "text", nullable: false),
                    documents = table.Column<string>(type: "jsonb", nullable: false),
                    minutes_of = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_motion", x => x.id);
                    table.ForeignKey(
                        name: "fk_motion_agenda_item_item",
                        column: x => x.item,
                        principalTable: "agenda_item",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_motion_assembly_assembly",
                        column: x => x.assembly,
                        principalTable: "assembly",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_motion_assembly_minutes_of",
                        column: x => x.minutes_of,
                        principalTable: "assembly",
                        principalColumn: "id"
                    );
                    table.ForeignKey(name: "fk_motion_person_by", column: x => x.by, principalTable: "person", principalColumn: "id");
                }
            );

            migrationBuilder.CreateTable(
                name: "sitting_step",
                columns: table => new
                {
                    meeting = table.Column<Guid>(type: "uuid", nullable: false),
                    seq = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    item = table.Column<Guid>(type: "uuid", nullable: true),
                    session = table.Column<Guid>(type: "uuid", nullable: true),
                    minutes = table.Column<int>(type: "integer", nullable: true),
                    presiding = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("sitting_step_seq", x => new { x.meeting, x.seq });
                    table.ForeignKey(
                        name: "fk_sitting_step_agenda_item_item",
                        column: x => x.item,
                        principalTable: "agenda_item",
                        principalColumn: "id"
                    );
                    table.ForeignKey(
                        name: "fk_sitting_step_meeting_meeting",
                        column: x => x.meeting,
                        principalTable: "meeting",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(name: "fk_sitting_step_person_by", column: x => x.by, principalTable: "person", principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_sitting_step_person_presiding",
                        column: x => x.presiding,
                        principalTable: "person",
                        principalColumn: "id"
                    );
                    table.ForeignKey(
                        name: "fk_sitting_step_session_session",
                        column: x => x.session,
                        principalTable: "session",
                        principalColumn: "id"
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "seat_line",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    pool = table.Column<Guid>(type: "uuid", nullable: false),
                    registrant = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation = table.Column<Guid>(type: "uuid", nullable: true),
                    counts = table.Column<bool>(type: "boolean", nullable: false),
                    place = table.Column<long>(type: "bigint", nullable: false),
                    joined_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    offered_until = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    is_meanwhile = table.Column<bool>(type: "boolean", nullable: false),
                    seq = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_seat_line", x => x.id);
                    table.ForeignKey(
                        name: "fk_seat_line_organisation_organisation",
                        column: x => x.organisation,
                        principalTable: "organisation",
                        principalColumn: "id"
                    );
                    table.ForeignKey(
                        name: "fk_seat_line_registrant_registrant",
                        column: x => x.registrant,
                        principalTable: "registrant",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_seat_line_seat_pool_pool",
                        column: x => x.pool,
                        principalTable: "seat_pool",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "document_file",
                columns: table => new
                {
                    document = table.Column<Guid>(type: "uuid", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_document_file", x => x.document);
                    table.ForeignKey(
                        name: "fk_document_file_agenda_document_document",
                        column: x => x.document,
                        principalTable: "agenda_document",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "minutes_objection_answer",
                columns: table => new
                {
                    objection = table.Column<Guid>(type: "uuid", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("minutes_objection_answer_once", x => x.objection);
                    table.ForeignKey(
                        name: "fk_minutes_objection_answer_minutes_objection_objection",
                        column: x => x.objection,
                        principalTable: "minutes_objection",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_minutes_objection_answer_person_by",
                        column: x => x.by,
                        principalTable: "person",
                        principalColumn: "id"
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "motion_step",
                columns: table => new
                {
                    motion = table.Column<Guid>(type: "uuid", nullable: false),
                    seq = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    polls = table.Column<int>(type: "integer", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("motion_step_seq", x => new { x.motion, x.seq });
                    table.ForeignKey(
                        name: "fk_motion_step_motion_motion",
                        column: x => x.motion,
                        principalTable: "motion",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(name: "fk_motion_step_person_by", column: x => x.by, principalTable: "person", principalColumn: "id");
                }
            );

            migrationBuilder.CreateTable(
                name: "poll",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    assembly = table.Column<Guid>(type: "uuid", nullable: false),
                    meeting = table.Column<Guid>(type: "uuid", nullable: false),
                    motion = table.Column<Guid>(type: "uuid", nullable: false),
                    item = table.Column<Guid>(type: "uuid", nullable: false),
                    seq = table.Column<int>(type: "integer", nullable: false),
                    method = table.Column<string>(type: "text", nullable: false),
                    opened_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    opened_by = table.Column<Guid>(type: "uuid", nullable: true),
                    until = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    rule = table.Column<string>(type: "jsonb", nullable: false),
                    minutes_version = table.Column<int>(type: "integer", nullable: true),
                    entitled = table.Column<int>(type: "integer", nullable: false),
                    present = table.Column<int>(type: "integer", nullable: false),
                    represented = table.Column<int>(type: "integer", nullable: false),
                    roll = table.Column<string>(type: "jsonb", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_poll", x => x.id);
                    table.ForeignKey(
                        name: "fk_poll_agenda_item_item",
                        column: x => x.item,
                        principalTable: "agenda_item",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_poll_assembly_assembly",
                        column: x => x.assembly,
                        principalTable: "assembly",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_poll_meeting_meeting",
                        column: x => x.meeting,
                        principalTable: "meeting",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_poll_motion_motion",
                        column: x => x.motion,
                        principalTable: "motion",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_poll_person_opened_by",
                        column: x => x.opened_by,
                        principalTable: "person",
                        principalColumn: "id"
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "seat_change",
                columns: table => new
                {
                    line = table.Column<Guid>(type: "uuid", nullable: false),
                    seq = table.Column<int>(type: "integer", nullable: false),
                    what = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    why = table.Column<string>(type: "text", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_seat_change", x => new { x.line, x.seq });
                    table.ForeignKey(name: "fk_seat_change_person_by", column: x => x.by, principalTable: "person", principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_seat_change_seat_line_line",
                        column: x => x.line,
                        principalTable: "seat_line",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "ballot",
                columns: table => new
                {
                    poll = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation = table.Column<Guid>(type: "uuid", nullable: false),
                    choice = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    via = table.Column<string>(type: "text", nullable: false),
                    key = table.Column<byte[]>(type: "bytea", nullable: true),
                    written_by = table.Column<Guid>(type: "uuid", nullable: true),
                    confirmed_by = table.Column<Guid>(type: "uuid", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("ballot_one_a_member", x => new { x.poll, x.organisation });
                    table.ForeignKey(
                        name: "fk_ballot_organisation_organisation",
                        column: x => x.organisation,
                        principalTable: "organisation",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_ballot_person_by",
                        column: x => x.by,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_ballot_person_confirmed_by",
                        column: x => x.confirmed_by,
                        principalTable: "person",
                        principalColumn: "id"
                    );
                    table.ForeignKey(
                        name: "fk_ballot_person_written_by",
                        column: x => x.written_by,
                        principalTable: "person",
                        principalColumn: "id"
                    );
                    table.ForeignKey(
                        name: "fk_ballot_poll_poll",
                        column: x => x.poll,
                        principalTable: "poll",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "decision",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    entry = table
                        .Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    assembly = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    seq = table.Column<int>(type: "integer", nullable: true),
                    number = table.Column<string>(type: "text", nullable: true),
                    motion = table.Column<Guid>(type: "uuid", nullable: false),
                    motion_number = table.Column<string>(type: "text", nullable: false),
                    poll = table.Column<Guid>(type: "uuid", nullable: true),
                    outcome = table.Column<string>(type: "text", nullable: false),
                    vote = table.Column<string>(type: "text", nullable: false),
                    item = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    item_type = table.Column<string>(type: "text", nullable: false),
                    is_closed = table.Column<bool>(type: "boolean", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    record_date = table.Column<LocalDate>(type: "date", nullable: true),
                    decided_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    is_public_by_rule = table.Column<bool>(type: "boolean", nullable: false),
                    is_public = table.Column<bool>(type: "boolean", nullable: false),
                    organisation = table.Column<Guid>(type: "uuid", nullable: true),
                    responsible = table.Column<string>(type: "text", nullable: true),
                    due = table.Column<LocalDate>(type: "date", nullable: true),
                    effective = table.Column<LocalDate>(type: "date", nullable: true),
                    corrected_text = table.Column<string>(type: "text", nullable: true),
                    superseded_by = table.Column<Guid>(type: "uuid", nullable: true),
                    overtaken_by = table.Column<Guid>(type: "uuid", nullable: true),
                    annulled_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    words = table.Column<NpgsqlTsVector>(
                        type: "tsvector",
                        nullable: true,
                        computedColumnSql: "setweight(to_tsvector('folded', normalize(code || ' ' || coalesce(translate(number, '-/', '  '), '') || ' ' || title)), 'A') || setweight(to_tsvector('folded', normalize(text || ' ' || coalesce(corrected_text, ''))), 'B')",
                        stored: true
                    ),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_decision", x => x.id);
                    table.ForeignKey(
                        name: "fk_decision_agenda_item_item",
                        column: x => x.item,
                        principalTable: "agenda_item",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_decision_assembly_assembly",
                        column: x => x.assembly,
                        principalTable: "assembly",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_decision_decision_overtaken_by",
                        column: x => x.overtaken_by,
                        principalTable: "decision",
                        principalColumn: "id"
                    );
                    table.ForeignKey(
                        name: "fk_decision_decision_superseded_by",
                        column: x => x.superseded_by,
                        principalTable: "decision",
                        principalColumn: "id"
                    );
                    table.ForeignKey(
                        name: "fk_decision_motions_motion",
                        column: x => x.motion,
                        principalTable: "motion",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_decision_organisation_organisation",
                        column: x => x.organisation,
                        principalTable: "organisation",
                        principalColumn: "id"
                    );
                    table.ForeignKey(name: "fk_decision_polls_poll", column: x => x.poll, principalTable: "poll", principalColumn: "id");
                }
            );

            migrationBuilder.CreateTable(
                name: "minutes_approval",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    assembly = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    hash = table.Column<string>(type: "text", nullable: false),
                    by_assembly = table.Column<Guid>(type: "uuid", nullable: false),
                    motion = table.Column<Guid>(type: "uuid", nullable: false),
                    poll = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    ended_why = table.Column<string>(type: "text", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_minutes_approval", x => x.id);
                    table.ForeignKey(
                        name: "fk_minutes_approval_assembly_assembly",
                        column: x => x.assembly,
                        principalTable: "assembly",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_minutes_approval_assembly_by_assembly",
                        column: x => x.by_assembly,
                        principalTable: "assembly",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_minutes_approval_motions_motion",
                        column: x => x.motion,
                        principalTable: "motion",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_minutes_approval_polls_poll",
                        column: x => x.poll,
                        principalTable: "poll",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "poll_result",
                columns: table => new
                {
                    poll = table.Column<Guid>(type: "uuid", nullable: false),
                    motion = table.Column<Guid>(type: "uuid", nullable: false),
                    assembly = table.Column<Guid>(type: "uuid", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: false),
                    yes = table.Column<int>(type: "integer", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    abstain = table.Column<int>(type: "integer", nullable: false),
                    present = table.Column<int>(type: "integer", nullable: false),
                    entitled = table.Column<int>(type: "integer", nullable: false),
                    needed = table.Column<int>(type: "integer", nullable: false),
                    sentence = table.Column<string>(type: "text", nullable: false),
                    warning = table.Column<string>(type: "text", nullable: true),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("poll_result_one", x => x.poll);
                    table.ForeignKey(
                        name: "fk_poll_result_assembly_assembly",
                        column: x => x.assembly,
                        principalTable: "assembly",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_poll_result_motion_motion",
                        column: x => x.motion,
                        principalTable: "motion",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(name: "fk_poll_result_person_by", column: x => x.by, principalTable: "person", principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_poll_result_poll_poll",
                        column: x => x.poll,
                        principalTable: "poll",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "poll_step",
                columns: table => new
                {
                    poll = table.Column<Guid>(type: "uuid", nullable: false),
                    seq = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("poll_step_seq", x => new { x.poll, x.seq });
                    table.ForeignKey(name: "fk_poll_step_person_by", column: x => x.by, principalTable: "person", principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_poll_step_poll_poll",
                        column: x => x.poll,
                        principalTable: "poll",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "poll_voter",
                columns: table => new
                {
                    poll = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation = table.Column<Guid>(type: "uuid", nullable: false),
                    person = table.Column<Guid>(type: "uuid", nullable: false),
                    instruction = table.Column<string>(type: "text", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_poll_voter", x => new { x.poll, x.organisation });
                    table.ForeignKey(
                        name: "fk_poll_voter_organisation_organisation",
                        column: x => x.organisation,
                        principalTable: "organisation",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_poll_voter_person_person",
                        column: x => x.person,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_poll_voter_poll_poll",
                        column: x => x.poll,
                        principalTable: "poll",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "spoken_vote",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    poll = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation = table.Column<Guid>(type: "uuid", nullable: false),
                    choice = table.Column<string>(type: "text", nullable: false),
                    written_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    written_by = table.Column<Guid>(type: "uuid", nullable: false),
                    answered_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    answered_by = table.Column<Guid>(type: "uuid", nullable: true),
                    is_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_spoken_vote", x => x.id);
                    table.ForeignKey(
                        name: "fk_spoken_vote_organisation_organisation",
                        column: x => x.organisation,
                        principalTable: "organisation",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_spoken_vote_person_answered_by",
                        column: x => x.answered_by,
                        principalTable: "person",
                        principalColumn: "id"
                    );
                    table.ForeignKey(
                        name: "fk_spoken_vote_person_written_by",
                        column: x => x.written_by,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_spoken_vote_poll_poll",
                        column: x => x.poll,
                        principalTable: "poll",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "action_point",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    entry = table
                        .Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    assembly = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    seq = table.Column<int>(type: "integer", nullable: false),
                    decision = table.Column<Guid>(type: "uuid", nullable: true),
                    what = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    person = table.Column<Guid>(type: "uuid", nullable: true),
                    organisation = table.Column<Guid>(type: "uuid", nullable: true),
                    until = table.Column<LocalDate>(type: "date", nullable: true),
                    ended_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    is_dropped = table.Column<bool>(type: "boolean", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_action_point", x => x.id);
                    table.ForeignKey(
                        name: "fk_action_point_assembly_assembly",
                        column: x => x.assembly,
                        principalTable: "assembly",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_action_point_decision_decision",
                        column: x => x.decision,
                        principalTable: "decision",
                        principalColumn: "id"
                    );
                    table.ForeignKey(
                        name: "fk_action_point_organisation_organisation",
                        column: x => x.organisation,
                        principalTable: "organisation",
                        principalColumn: "id"
                    );
                    table.ForeignKey(
                        name: "fk_action_point_person_person",
                        column: x => x.person,
                        principalTable: "person",
                        principalColumn: "id"
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "decision_step",
                columns: table => new
                {
                    decision = table.Column<Guid>(type: "uuid", nullable: false),
                    seq = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    text = table.Column<string>(type: "text", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    other = table.Column<Guid>(type: "uuid", nullable: true),
                    organisation = table.Column<Guid>(type: "uuid", nullable: true),
                    responsible = table.Column<string>(type: "text", nullable: true),
                    due = table.Column<LocalDate>(type: "date", nullable: true),
                    effective = table.Column<LocalDate>(type: "date", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("decision_step_seq", x => new { x.decision, x.seq });
                    table.ForeignKey(
                        name: "fk_decision_step_decision_decision",
                        column: x => x.decision,
                        principalTable: "decision",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_decision_step_decision_other",
                        column: x => x.other,
                        principalTable: "decision",
                        principalColumn: "id"
                    );
                    table.ForeignKey(
                        name: "fk_decision_step_organisation_organisation",
                        column: x => x.organisation,
                        principalTable: "organisation",
                        principalColumn: "id"
                    );
                    table.ForeignKey(
                        name: "fk_decision_step_person_by",
                        column: x => x.by,
                        principalTable: "person",
                        principalColumn: "id"
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "action_step",
                columns: table => new
                {
                    action = table.Column<Guid>(type: "uuid", nullable: false),
                    seq = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    person = table.Column<Guid>(type: "uuid", nullable: true),
                    organisation = table.Column<Guid>(type: "uuid", nullable: true),
                    until = table.Column<LocalDate>(type: "date", nullable: true),
                    words = table.Column<string>(type: "text", nullable: true),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("action_step_seq", x => new { x.action, x.seq });
                    table.ForeignKey(
                        name: "fk_action_step_action_point_action",
                        column: x => x.action,
                        principalTable: "action_point",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_action_step_organisation_organisation",
                        column: x => x.organisation,
                        principalTable: "organisation",
                        principalColumn: "id"
                    );
                    table.ForeignKey(name: "fk_action_step_person_by", column: x => x.by, principalTable: "person", principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_action_step_person_person",
                        column: x => x.person,
                        principalTable: "person",
                        principalColumn: "id"
                    );
                }
            );

            migrationBuilder.InsertData(
                table: "country_region",
                columns: new[] { "country", "region" },
                values: new object[,]
                {
                    { "AD", "South" },
                    { "AL", "Centre and South-East" },
                    { "AT", "Centre and South-East" },
                    { "BA", "Centre and South-East" },
                    { "BE", "West" },
                    { "BG", "Centre and South-East" },
                    { "CH", "West" },
                    { "CY", "South" },
                    { "CZ", "Centre and South-East" },
                    { "DE", "West" },
                    { "DK", "North" },
                    { "EE", "North" },
                    { "ES", "South" },
                    { "FI", "North" },
                    { "FR", "West" },
                    { "GB", "West" },
                    { "GR", "South" },
                    { "HR", "Centre and South-East" },
                    { "HU", "Centre and South-East" },
                    { "IE", "West" },
                    { "IS", "North" },
                    { "IT", "South" },
                    { "LI", "West" },
                    { "LT", "North" },
                    { "LU", "West" },
                    { "LV", "North" },
                    { "MC", "West" },
                    { "MD", "Centre and South-East" },
                    { "ME", "Centre and South-East" },
                    { "MK", "Centre and South-East" },
                    { "MT", "South" },
                    { "NL", "West" },
                    { "NO", "North" },
                    { "PL", "Centre and South-East" },
                    { "PT", "South" },
                    { "RO", "Centre and South-East" },
                    { "RS", "Centre and South-East" },
                    { "SE", "North" },
                    { "SI", "Centre and South-East" },
                    { "SK", "Centre and South-East" },
                    { "SM", "South" },
                    { "TR", "South" },
                    { "UA", "Centre and South-East" },
                    { "XK", "Centre and South-East" },
                }
            );

            migrationBuilder.CreateIndex(name: "ix_access_token_hash", table: "access_token", column: "hash", unique: true);

            migrationBuilder.CreateIndex(name: "ix_access_token_person", table: "access_token", column: "person");

            migrationBuilder.CreateIndex(
                name: "action_point_seq",
                table: "action_point",
                columns: new[] { "assembly", "seq" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "ix_action_point_code_seq", table: "action_point", columns: new[] { "code", "seq" });

            migrationBuilder.CreateIndex(name: "ix_action_point_decision", table: "action_point", column: "decision");

            migrationBuilder.CreateIndex(name: "ix_action_point_entry", table: "action_point", column: "entry", unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_action_point_entry1",
                table: "action_point",
                column: "entry",
                filter: "ended_at is null"
            );

            migrationBuilder.CreateIndex(name: "ix_action_point_organisation", table: "action_point", column: "organisation");

            migrationBuilder.CreateIndex(name: "ix_action_point_person", table: "action_point", column: "person");

            migrationBuilder.CreateIndex(name: "ix_action_step_by", table: "action_step", column: "by");

            migrationBuilder.CreateIndex(name: "ix_action_step_organisation", table: "action_step", column: "organisation");

            migrationBuilder.CreateIndex(name: "ix_action_step_person", table: "action_step", column: "person");

            migrationBuilder.CreateIndex(
                name: "admission_confirmed_once",
                table: "admission",
                columns: new[] { "assembly", "email" },
                unique: true,
                filter: "confirmed_at is not null"
            );

            migrationBuilder.CreateIndex(
                name: "admission_invited_once",
                table: "admission",
                columns: new[] { "assembly", "email" },
                unique: true,
                filter: "invited_by is not null"
            );

            migrationBuilder.CreateIndex(name: "ix_admission_answered_by", table: "admission", column: "answered_by");

            migrationBuilder.CreateIndex(name: "ix_admission_email_asked_at", table: "admission", columns: new[] { "email", "asked_at" });

            migrationBuilder.CreateIndex(name: "ix_admission_guest", table: "admission", column: "guest");

            migrationBuilder.CreateIndex(name: "ix_admission_invited_by", table: "admission", column: "invited_by");

            migrationBuilder.CreateIndex(name: "ix_admission_ip_asked_at", table: "admission", columns: new[] { "ip", "asked_at" });

            migrationBuilder.CreateIndex(
                name: "agenda_document_country_update",
                table: "agenda_document",
                columns: new[] { "assembly", "organisation" },
                unique: true,
                filter: "kind = 'CountryUpdate' and removed_at is null"
            );

            migrationBuilder.CreateIndex(name: "ix_agenda_document_item", table: "agenda_document", column: "item");

            migrationBuilder.CreateIndex(name: "ix_agenda_document_organisation", table: "agenda_document", column: "organisation");

            migrationBuilder.CreateIndex(name: "ix_agenda_document_request", table: "agenda_document", column: "request");

            migrationBuilder.CreateIndex(
                name: "agenda_item_printed_number",
                table: "agenda_item",
                columns: new[] { "assembly", "number" },
                unique: true,
                filter: "printed_in is not null"
            );

            migrationBuilder.CreateIndex(name: "ix_agenda_item_session", table: "agenda_item", column: "session");

            migrationBuilder.CreateIndex(name: "ix_agenda_item_text_saved_by", table: "agenda_item", column: "text_saved_by");

            migrationBuilder.CreateIndex(name: "ix_agenda_item_reader_person", table: "agenda_item_reader", column: "person");

            migrationBuilder.CreateIndex(
                name: "agenda_version_number",
                table: "agenda_version",
                columns: new[] { "assembly", "number" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "ix_agenda_version_published_by", table: "agenda_version", column: "published_by");

            migrationBuilder.CreateIndex(name: "ix_answer_link_invitation", table: "answer_link", column: "invitation");

            migrationBuilder.CreateIndex(name: "assembly_code", table: "assembly", column: "code", unique: true);

            migrationBuilder.CreateIndex(name: "ix_assembly_host", table: "assembly", column: "host");

            migrationBuilder.CreateIndex(name: "ix_assembly_rules_version", table: "assembly", column: "rules_version");

            migrationBuilder.CreateIndex(name: "ix_assembly_co_host_organisation", table: "assembly_co_host", column: "organisation");

            migrationBuilder.CreateIndex(name: "ix_assembly_step_by", table: "assembly_step", column: "by");

            migrationBuilder.CreateIndex(name: "ix_attend_link_admission", table: "attend_link", column: "admission");

            migrationBuilder.CreateIndex(name: "ix_attendance_scan_by", table: "attendance_scan", column: "by");

            migrationBuilder.CreateIndex(name: "ix_attendance_scan_meeting", table: "attendance_scan", column: "meeting");

            migrationBuilder.CreateIndex(name: "ix_attendance_scan_removed_by", table: "attendance_scan", column: "removed_by");

            migrationBuilder.CreateIndex(name: "ix_ballot_by", table: "ballot", column: "by");

            migrationBuilder.CreateIndex(name: "ix_ballot_confirmed_by", table: "ballot", column: "confirmed_by");

            migrationBuilder.CreateIndex(name: "ix_ballot_organisation", table: "ballot", column: "organisation");

            migrationBuilder.CreateIndex(name: "ix_ballot_written_by", table: "ballot", column: "written_by");

            migrationBuilder.CreateIndex(name: "ix_busy_date_from_day", table: "busy_date", column: "from_day");

            migrationBuilder.CreateIndex(name: "ix_busy_date_organisation", table: "busy_date", column: "organisation");

            migrationBuilder
                .CreateIndex(
                    name: "calendar_entry_generation",
                    table: "calendar_entry",
                    columns: new[] { "assembly", "kind", "meeting", "session", "generation" },
                    unique: true
                )
                .Annotation("Npgsql:NullsDistinct", false);

            migrationBuilder.CreateIndex(
                name: "ix_calendar_entry_assembly",
                table: "calendar_entry",
                column: "assembly",
                unique: true,
                filter: "kind = 'Span' and cancelled_at is null"
            );

            migrationBuilder.CreateIndex(
                name: "ix_calendar_entry_meeting",
                table: "calendar_entry",
                column: "meeting",
                unique: true,
                filter: "kind = 'Meeting' and cancelled_at is null"
            );

            migrationBuilder.CreateIndex(
                name: "ix_calendar_entry_session",
                table: "calendar_entry",
                column: "session",
                unique: true,
                filter: "kind = 'Session' and cancelled_at is null"
            );

            migrationBuilder.CreateIndex(name: "ix_calendar_entry_uid", table: "calendar_entry", column: "uid", unique: true);

            migrationBuilder.CreateIndex(name: "ix_caught_mail_number", table: "caught_mail", column: "number", unique: true);

            migrationBuilder.CreateIndex(name: "ix_circular_assembly", table: "circular", column: "assembly");

            migrationBuilder.CreateIndex(name: "ix_circular_by", table: "circular", column: "by");

            migrationBuilder.CreateIndex(name: "ix_circular_called_back_by", table: "circular", column: "called_back_by");

            migrationBuilder.CreateIndex(name: "ix_circular_recipient_person", table: "circular_recipient", column: "person");

            migrationBuilder.CreateIndex(name: "ix_convocation_agenda", table: "convocation", column: "agenda");

            migrationBuilder.CreateIndex(
                name: "ix_convocation_assembly_step_seq",
                table: "convocation",
                columns: new[] { "assembly", "step_seq" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "ix_convocation_recipient_mandate", table: "convocation_recipient", column: "mandate");

            migrationBuilder.CreateIndex(
                name: "ix_convocation_recipient_organisation",
                table: "convocation_recipient",
                column: "organisation"
            );

            migrationBuilder.CreateIndex(name: "ix_convocation_recipient_person", table: "convocation_recipient", column: "person");

            migrationBuilder.CreateIndex(name: "ix_deadline_exception_assembly", table: "deadline_exception", column: "assembly");

            migrationBuilder.CreateIndex(name: "ix_deadline_exception_by", table: "deadline_exception", column: "by");

            migrationBuilder.CreateIndex(name: "ix_deadline_exception_ended_by", table: "deadline_exception", column: "ended_by");

            migrationBuilder.CreateIndex(name: "ix_deadline_exception_organisation", table: "deadline_exception", column: "organisation");

            migrationBuilder.CreateIndex(name: "ix_deadline_exception_person", table: "deadline_exception", column: "person");

            migrationBuilder.CreateIndex(name: "ix_deadline_override_by", table: "deadline_override", column: "by");

            migrationBuilder.CreateIndex(name: "decision_seq", table: "decision", columns: new[] { "assembly", "seq" }, unique: true);

            migrationBuilder.CreateIndex(name: "ix_decision_code_entry", table: "decision", columns: new[] { "code", "entry" });

            migrationBuilder.CreateIndex(name: "ix_decision_decided_at", table: "decision", column: "decided_at");

            migrationBuilder.CreateIndex(name: "ix_decision_entry", table: "decision", column: "entry", unique: true);

            migrationBuilder.CreateIndex(name: "ix_decision_entry1", table: "decision", column: "entry", filter: "is_public");

            migrationBuilder.CreateIndex(name: "ix_decision_item", table: "decision", column: "item");

            migrationBuilder.CreateIndex(name: "ix_decision_item_type_entry", table: "decision", columns: new[] { "item_type", "entry" });

            migrationBuilder.CreateIndex(name: "ix_decision_motion", table: "decision", column: "motion");

            migrationBuilder.CreateIndex(
                name: "ix_decision_organisation",
                table: "decision",
                column: "organisation",
                filter: "organisation is not null"
            );

            migrationBuilder.CreateIndex(name: "ix_decision_overtaken_by", table: "decision", column: "overtaken_by");

            migrationBuilder.CreateIndex(name: "ix_decision_poll", table: "decision", column: "poll", unique: true);

            migrationBuilder.CreateIndex(name: "ix_decision_superseded_by", table: "decision", column: "superseded_by");

            migrationBuilder
                .CreateIndex(name: "ix_decision_words", table: "decision", column: "words")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(name: "ix_decision_step_by", table: "decision_step", column: "by");

            migrationBuilder.CreateIndex(name: "ix_decision_step_organisation", table: "decision_step", column: "organisation");

            migrationBuilder.CreateIndex(name: "ix_decision_step_other", table: "decision_step", column: "other");

            migrationBuilder.CreateIndex(
                name: "exception_request_waiting",
                table: "exception_request",
                columns: new[] { "assembly", "kind", "person" },
                unique: true,
                filter: "answered_at is null"
            );

            migrationBuilder.CreateIndex(name: "ix_exception_request_answered_by", table: "exception_request", column: "answered_by");

            migrationBuilder.CreateIndex(name: "ix_exception_request_by", table: "exception_request", column: "by");

            migrationBuilder.CreateIndex(name: "ix_exception_request_given", table: "exception_request", column: "given");

            migrationBuilder.CreateIndex(name: "ix_exception_request_organisation", table: "exception_request", column: "organisation");

            migrationBuilder.CreateIndex(name: "ix_exception_request_person", table: "exception_request", column: "person");

            migrationBuilder.CreateIndex(name: "ix_feed_link_hash", table: "feed_link", column: "hash", unique: true);

            migrationBuilder.CreateIndex(name: "ix_feed_link_person", table: "feed_link", column: "person");

            migrationBuilder.CreateIndex(
                name: "guest_assembly_email",
                table: "guest",
                columns: new[] { "assembly", "email" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "ix_host_assignment_answered_by", table: "host_assignment", column: "answered_by");

            migrationBuilder.CreateIndex(name: "ix_host_assignment_by", table: "host_assignment", column: "by");

            migrationBuilder.CreateIndex(
                name: "ix_host_assignment_call",
                table: "host_assignment",
                column: "call",
                unique: true,
                filter: "accepted_at is not null"
            );

            migrationBuilder.CreateIndex(
                name: "ix_host_assignment_call1",
                table: "host_assignment",
                column: "call",
                unique: true,
                filter: "accepted_at is null and declined_at is null and expired_at is null"
            );

            migrationBuilder.CreateIndex(name: "ix_host_assignment_member", table: "host_assignment", column: "member");

            migrationBuilder.CreateIndex(name: "ix_host_assignment_proposal", table: "host_assignment", column: "proposal");

            migrationBuilder.CreateIndex(name: "host_call_edition", table: "host_call", column: "edition", unique: true);

            migrationBuilder.CreateIndex(name: "ix_host_call_step_by", table: "host_call_step", column: "by");

            migrationBuilder.CreateIndex(
                name: "host_proposal_number",
                table: "host_proposal",
                columns: new[] { "call", "number" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "host_proposal_one_a_member",
                table: "host_proposal",
                columns: new[] { "call", "by" },
                unique: true,
                filter: "withdrawn_at is null"
            );

            migrationBuilder.CreateIndex(name: "ix_host_proposal_by", table: "host_proposal", column: "by");

            migrationBuilder.CreateIndex(name: "ix_host_proposal_drafted_by", table: "host_proposal", column: "drafted_by");

            migrationBuilder.CreateIndex(name: "ix_host_proposal_submitted_by", table: "host_proposal", column: "submitted_by");

            migrationBuilder.CreateIndex(name: "ix_host_proposal_withdrawn_by", table: "host_proposal", column: "withdrawn_by");

            migrationBuilder.CreateIndex(name: "ix_host_proposal_co_host_member", table: "host_proposal_co_host", column: "member");

            migrationBuilder.CreateIndex(
                name: "invitation_entry_guest",
                table: "invitation",
                columns: new[] { "entry", "guest" },
                unique: true,
                filter: "guest is not null"
            );

            migrationBuilder.CreateIndex(
                name: "invitation_entry_person",
                table: "invitation",
                columns: new[] { "entry", "person" },
                unique: true,
                filter: "person is not null"
            );

            migrationBuilder.CreateIndex(name: "ix_invitation_assembly", table: "invitation", column: "assembly");

            migrationBuilder.CreateIndex(name: "ix_invitation_guest", table: "invitation", column: "guest");

            migrationBuilder.CreateIndex(name: "ix_invitation_instead_of", table: "invitation", column: "instead_of");

            migrationBuilder.CreateIndex(name: "ix_invitation_person", table: "invitation", column: "person");

            migrationBuilder.CreateIndex(name: "ix_item_request_assembly", table: "item_request", column: "assembly");

            migrationBuilder.CreateIndex(name: "ix_item_request_by", table: "item_request", column: "by");

            migrationBuilder.CreateIndex(name: "ix_item_request_organisation", table: "item_request", column: "organisation");

            migrationBuilder.CreateIndex(name: "ix_item_request_answer_by", table: "item_request_answer", column: "by");

            migrationBuilder.CreateIndex(name: "ix_item_request_answer_item", table: "item_request_answer", column: "item");

            migrationBuilder.CreateIndex(name: "ix_mandate_organisation", table: "mandate", column: "organisation");

            migrationBuilder.CreateIndex(
                name: "ix_mandate_person_organisation_role",
                table: "mandate",
                columns: new[] { "person", "organisation", "role" },
                unique: true,
                filter: "until_day is null"
            );

            migrationBuilder.CreateIndex(name: "ix_meeting_cancelled_by", table: "meeting", column: "cancelled_by");

            migrationBuilder.CreateIndex(name: "ix_meeting_starts_at", table: "meeting", column: "starts_at");

            migrationBuilder.CreateIndex(name: "meeting_key", table: "meeting", columns: new[] { "assembly", "key" }, unique: true);

            migrationBuilder.CreateIndex(name: "ix_minutes_approval_by_assembly", table: "minutes_approval", column: "by_assembly");

            migrationBuilder.CreateIndex(name: "ix_minutes_approval_motion", table: "minutes_approval", column: "motion");

            migrationBuilder.CreateIndex(name: "ix_minutes_approval_poll", table: "minutes_approval", column: "poll");

            migrationBuilder.CreateIndex(
                name: "minutes_approval_one",
                table: "minutes_approval",
                column: "assembly",
                unique: true,
                filter: "ended_at is null"
            );

            migrationBuilder.CreateIndex(name: "ix_minutes_objection_assembly", table: "minutes_objection", column: "assembly");

            migrationBuilder.CreateIndex(name: "ix_minutes_objection_by", table: "minutes_objection", column: "by");

            migrationBuilder.CreateIndex(name: "ix_minutes_objection_item", table: "minutes_objection", column: "item");

            migrationBuilder.CreateIndex(name: "ix_minutes_objection_organisation", table: "minutes_objection", column: "organisation");

            migrationBuilder.CreateIndex(name: "ix_minutes_objection_answer_by", table: "minutes_objection_answer", column: "by");

            migrationBuilder.CreateIndex(name: "ix_minutes_release_by", table: "minutes_release", column: "by");

            migrationBuilder.CreateIndex(
                name: "minutes_release_once",
                table: "minutes_release",
                columns: new[] { "assembly", "seq" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "ix_minutes_signature_person", table: "minutes_signature", column: "person");

            migrationBuilder.CreateIndex(
                name: "minutes_signature_once",
                table: "minutes_signature",
                columns: new[] { "assembly", "version", "office" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "ix_minutes_statement_assembly", table: "minutes_statement", column: "assembly");

            migrationBuilder.CreateIndex(name: "ix_minutes_statement_by", table: "minutes_statement", column: "by");

            migrationBuilder.CreateIndex(name: "ix_minutes_statement_item", table: "minutes_statement", column: "item");

            migrationBuilder.CreateIndex(name: "ix_minutes_statement_organisation", table: "minutes_statement", column: "organisation");

            migrationBuilder.CreateIndex(name: "ix_minutes_statement_removed_by", table: "minutes_statement", column: "removed_by");

            migrationBuilder.CreateIndex(name: "ix_minutes_text_item", table: "minutes_text", column: "item");

            migrationBuilder.CreateIndex(name: "ix_minutes_text_saved_by", table: "minutes_text", column: "saved_by");

            migrationBuilder
                .CreateIndex(name: "minutes_text_place", table: "minutes_text", columns: new[] { "assembly", "part", "item" }, unique: true)
                .Annotation("Npgsql:NullsDistinct", false);

            migrationBuilder.CreateIndex(name: "ix_minutes_version_published_by", table: "minutes_version", column: "published_by");

            migrationBuilder.CreateIndex(
                name: "minutes_version_number",
                table: "minutes_version",
                columns: new[] { "assembly", "number" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "ix_motion_assembly", table: "motion", column: "assembly");

            migrationBuilder.CreateIndex(name: "ix_motion_by", table: "motion", column: "by");

            migrationBuilder.CreateIndex(name: "ix_motion_minutes_of", table: "motion", column: "minutes_of");

            migrationBuilder.CreateIndex(name: "motion_number", table: "motion", columns: new[] { "item", "seq" }, unique: true);

            migrationBuilder.CreateIndex(name: "ix_motion_step_by", table: "motion_step", column: "by");

            migrationBuilder.CreateIndex(name: "ix_officer_by", table: "officer", column: "by");

            migrationBuilder.CreateIndex(name: "ix_officer_ended_by", table: "officer", column: "ended_by");

            migrationBuilder.CreateIndex(name: "ix_officer_person", table: "officer", column: "person");

            migrationBuilder.CreateIndex(
                name: "officer_for_one",
                table: "officer",
                columns: new[] { "assembly", "office" },
                unique: true,
                filter: "ended_at is null and office in ('Chair', 'MinuteTaker')"
            );

            migrationBuilder.CreateIndex(
                name: "officer_once",
                table: "officer",
                columns: new[] { "assembly", "person", "office" },
                unique: true,
                filter: "ended_at is null"
            );

            migrationBuilder.CreateIndex(name: "ix_organisation_code", table: "organisation", column: "code", unique: true);

            migrationBuilder.CreateIndex(name: "ix_outbox_mail_assembly", table: "outbox_mail", column: "assembly");

            migrationBuilder.CreateIndex(name: "ix_outbox_mail_key", table: "outbox_mail", column: "key", unique: true);

            migrationBuilder.CreateIndex(name: "ix_outbox_mail_state_due_at", table: "outbox_mail", columns: new[] { "state", "due_at" });

            migrationBuilder.CreateIndex(name: "ix_outbox_mail_subject_email", table: "outbox_mail", columns: new[] { "subject", "email" });

            migrationBuilder.CreateIndex(name: "ix_person_email", table: "person", column: "email", unique: true);

            migrationBuilder.CreateIndex(name: "ix_plan_task_assignee", table: "plan_task", column: "assignee");

            migrationBuilder.CreateIndex(name: "ix_plan_task_done_by", table: "plan_task", column: "done_by");

            migrationBuilder.CreateIndex(name: "plan_task_key", table: "plan_task", columns: new[] { "assembly", "key" }, unique: true);

            migrationBuilder.CreateIndex(name: "ix_poll_assembly", table: "poll", column: "assembly");

            migrationBuilder.CreateIndex(name: "ix_poll_item", table: "poll", column: "item");

            migrationBuilder.CreateIndex(name: "ix_poll_opened_by", table: "poll", column: "opened_by");

            migrationBuilder.CreateIndex(name: "poll_one_open", table: "poll", column: "meeting", unique: true, filter: "ended_at is null");

            migrationBuilder.CreateIndex(name: "poll_seq", table: "poll", columns: new[] { "motion", "seq" }, unique: true);

            migrationBuilder.CreateIndex(name: "ix_poll_result_assembly", table: "poll_result", column: "assembly");

            migrationBuilder.CreateIndex(name: "ix_poll_result_by", table: "poll_result", column: "by");

            migrationBuilder.CreateIndex(name: "ix_poll_result_motion", table: "poll_result", column: "motion");

            migrationBuilder.CreateIndex(name: "ix_poll_step_by", table: "poll_step", column: "by");

            migrationBuilder.CreateIndex(name: "ix_poll_voter_organisation", table: "poll_voter", column: "organisation");

            migrationBuilder.CreateIndex(name: "ix_poll_voter_person", table: "poll_voter", column: "person");

            migrationBuilder.CreateIndex(name: "ix_presence_entry_by", table: "presence_entry", column: "by");

            migrationBuilder.CreateIndex(
                name: "ix_presence_entry_corrects",
                table: "presence_entry",
                column: "corrects",
                unique: true,
                filter: "corrects is not null"
            );

            migrationBuilder.CreateIndex(name: "ix_presence_entry_ends_proxy", table: "presence_entry", column: "ends_proxy");

            migrationBuilder.CreateIndex(
                name: "ix_presence_entry_meeting_registrant_number",
                table: "presence_entry",
                columns: new[] { "meeting", "registrant", "number" }
            );

            migrationBuilder.CreateIndex(name: "ix_presence_entry_registrant", table: "presence_entry", column: "registrant");

            migrationBuilder.CreateIndex(name: "ix_presence_seen_registrant", table: "presence_seen", column: "registrant");

            migrationBuilder.CreateIndex(name: "ix_proxy_holder", table: "proxy", column: "holder");

            migrationBuilder.CreateIndex(name: "ix_proxy_principal", table: "proxy", column: "principal");

            migrationBuilder.CreateIndex(
                name: "proxy_one_a_principal",
                table: "proxy",
                columns: new[] { "assembly", "principal" },
                unique: true,
                filter: "state in ('Given', 'Accepted')"
            );

            migrationBuilder.CreateIndex(name: "ix_proxy_step_by", table: "proxy_step", column: "by");

            migrationBuilder.CreateIndex(name: "ix_quorum_challenge_asked_by", table: "quorum_challenge", column: "asked_by");

            migrationBuilder.CreateIndex(name: "ix_quorum_challenge_assembly", table: "quorum_challenge", column: "assembly");

            migrationBuilder.CreateIndex(name: "ix_quorum_challenge_by", table: "quorum_challenge", column: "by");

            migrationBuilder.CreateIndex(
                name: "quorum_challenge_seq",
                table: "quorum_challenge",
                columns: new[] { "meeting", "seq" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "ix_quorum_check_by", table: "quorum_check", column: "by");

            migrationBuilder.CreateIndex(
                name: "quorum_check_challenge",
                table: "quorum_check",
                column: "challenge",
                unique: true,
                filter: "challenge is not null"
            );

            migrationBuilder.CreateIndex(name: "ix_quorum_confirmation_by", table: "quorum_confirmation", column: "by");

            migrationBuilder.CreateIndex(name: "ix_quorum_confirmation_organisation", table: "quorum_confirmation", column: "organisation");

            migrationBuilder.CreateIndex(name: "ix_quorum_confirmation_registrant", table: "quorum_confirmation", column: "registrant");

            migrationBuilder.CreateIndex(
                name: "ix_registrant_assembly_badge",
                table: "registrant",
                columns: new[] { "assembly", "badge" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "ix_registrant_by", table: "registrant", column: "by");

            migrationBuilder.CreateIndex(name: "ix_registrant_cancelled_by", table: "registrant", column: "cancelled_by");

            migrationBuilder.CreateIndex(name: "ix_registrant_guest", table: "registrant", column: "guest");

            migrationBuilder.CreateIndex(name: "ix_registrant_mandate", table: "registrant", column: "mandate");

            migrationBuilder.CreateIndex(name: "ix_registrant_organisation", table: "registrant", column: "organisation");

            migrationBuilder.CreateIndex(name: "ix_registrant_person", table: "registrant", column: "person");

            migrationBuilder.CreateIndex(name: "ix_registrant_replaced_by", table: "registrant", column: "replaced_by");

            migrationBuilder.CreateIndex(
                name: "registrant_assembly_guest",
                table: "registrant",
                columns: new[] { "assembly", "guest" },
                unique: true,
                filter: "guest is not null"
            );

            migrationBuilder.CreateIndex(
                name: "registrant_assembly_person",
                table: "registrant",
                columns: new[] { "assembly", "person" },
                unique: true,
                filter: "person is not null"
            );

            migrationBuilder.CreateIndex(name: "ix_registrant_change_by", table: "registrant_change", column: "by");

            migrationBuilder.CreateIndex(name: "ix_roll_entry_by", table: "roll_entry", column: "by");

            migrationBuilder.CreateIndex(name: "ix_roll_entry_organisation", table: "roll_entry", column: "organisation");

            migrationBuilder.CreateIndex(
                name: "roll_entry_once",
                table: "roll_entry",
                columns: new[] { "assembly", "organisation", "seq" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "ix_rules_version_published_by", table: "rules_version", column: "published_by");

            migrationBuilder.CreateIndex(name: "ix_screen_link_assembly", table: "screen_link", column: "assembly");

            migrationBuilder.CreateIndex(name: "ix_screen_link_by", table: "screen_link", column: "by");

            migrationBuilder.CreateIndex(name: "ix_screen_link_hash", table: "screen_link", column: "hash", unique: true);

            migrationBuilder.CreateIndex(name: "ix_screen_link_revoked_by", table: "screen_link", column: "revoked_by");

            migrationBuilder.CreateIndex(name: "ix_seat_change_by", table: "seat_change", column: "by");

            migrationBuilder.CreateIndex(name: "ix_seat_line_organisation", table: "seat_line", column: "organisation");

            migrationBuilder.CreateIndex(
                name: "ix_seat_line_pool_place",
                table: "seat_line",
                columns: new[] { "pool", "place" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "ix_seat_line_pool_state", table: "seat_line", columns: new[] { "pool", "state" });

            migrationBuilder.CreateIndex(name: "ix_seat_line_registrant", table: "seat_line", column: "registrant");

            migrationBuilder.CreateIndex(
                name: "seat_line_once",
                table: "seat_line",
                columns: new[] { "pool", "registrant" },
                unique: true,
                filter: "state <> 'Ended'"
            );

            migrationBuilder.CreateIndex(name: "ix_seat_pool_assembly", table: "seat_pool", column: "assembly");

            migrationBuilder.CreateIndex(name: "ix_seat_pool_session", table: "seat_pool", column: "session");

            migrationBuilder.CreateIndex(
                name: "seat_pool_of_meeting",
                table: "seat_pool",
                columns: new[] { "meeting", "kind" },
                unique: true,
                filter: "meeting is not null"
            );

            migrationBuilder.CreateIndex(
                name: "ix_secretariat_grant_person",
                table: "secretariat_grant",
                column: "person",
                unique: true,
                filter: "revoked_at is null"
            );

            migrationBuilder.CreateIndex(name: "ix_session_assembly", table: "session", column: "assembly");

            migrationBuilder.CreateIndex(name: "ix_session_meeting_place", table: "session", columns: new[] { "meeting", "place" });

            migrationBuilder.CreateIndex(name: "ix_sign_in_hash", table: "sign_in", column: "hash", unique: true);

            migrationBuilder.CreateIndex(name: "ix_sign_in_person", table: "sign_in", column: "person");

            migrationBuilder.CreateIndex(name: "ix_sign_in_code_hash", table: "sign_in_code", column: "hash", unique: true);

            migrationBuilder.CreateIndex(name: "ix_sign_in_code_made_by", table: "sign_in_code", column: "made_by");

            migrationBuilder.CreateIndex(
                name: "ix_sign_in_code_person_made_at",
                table: "sign_in_code",
                columns: new[] { "person", "made_at" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_sign_in_link_email_asked_at",
                table: "sign_in_link",
                columns: new[] { "email", "asked_at" }
            );

            migrationBuilder.CreateIndex(name: "ix_sign_in_link_hash", table: "sign_in_link", column: "hash", unique: true);

            migrationBuilder.CreateIndex(name: "ix_sign_in_link_ip_asked_at", table: "sign_in_link", columns: new[] { "ip", "asked_at" });

            migrationBuilder.CreateIndex(name: "ix_sign_in_wrong_code_ip_at", table: "sign_in_wrong_code", columns: new[] { "ip", "at" });

            migrationBuilder.CreateIndex(name: "ix_sitting_step_by", table: "sitting_step", column: "by");

            migrationBuilder.CreateIndex(name: "ix_sitting_step_item", table: "sitting_step", column: "item");

            migrationBuilder.CreateIndex(name: "ix_sitting_step_presiding", table: "sitting_step", column: "presiding");

            migrationBuilder.CreateIndex(name: "ix_sitting_step_session", table: "sitting_step", column: "session");

            migrationBuilder.CreateIndex(name: "ix_spoken_vote_answered_by", table: "spoken_vote", column: "answered_by");

            migrationBuilder.CreateIndex(name: "ix_spoken_vote_organisation", table: "spoken_vote", column: "organisation");

            migrationBuilder.CreateIndex(name: "ix_spoken_vote_written_by", table: "spoken_vote", column: "written_by");

            migrationBuilder.CreateIndex(
                name: "spoken_vote_one",
                table: "spoken_vote",
                columns: new[] { "poll", "organisation" },
                unique: true,
                filter: "answered_at is null"
            );

            migrationBuilder.CreateIndex(name: "ix_vote_handover_assembly", table: "vote_handover", column: "assembly");

            migrationBuilder.CreateIndex(name: "ix_vote_handover_by", table: "vote_handover", column: "by");

            migrationBuilder.CreateIndex(name: "ix_vote_handover_ended_by", table: "vote_handover", column: "ended_by");

            migrationBuilder.CreateIndex(name: "ix_vote_handover_ends_proxy", table: "vote_handover", column: "ends_proxy");

            migrationBuilder.CreateIndex(name: "ix_vote_handover_organisation", table: "vote_handover", column: "organisation");

            migrationBuilder.CreateIndex(name: "ix_vote_handover_to_whom", table: "vote_handover", column: "to_whom");

            migrationBuilder.CreateIndex(
                name: "vote_handover_one",
                table: "vote_handover",
                columns: new[] { "meeting", "organisation" },
                unique: true,
                filter: "ended_at is null"
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "access_token");

            migrationBuilder.DropTable(name: "action_step");

            migrationBuilder.DropTable(name: "agenda_item_reader");

            migrationBuilder.DropTable(name: "answer_link");

            migrationBuilder.DropTable(name: "answered_key");

            migrationBuilder.DropTable(name: "assembly_co_host");

            migrationBuilder.DropTable(name: "assembly_step");

            migrationBuilder.DropTable(name: "attend_link");

            migrationBuilder.DropTable(name: "attendance_scan_file");

            migrationBuilder.DropTable(name: "attendance_sheet_head");

            migrationBuilder.DropTable(name: "audit");

            migrationBuilder.DropTable(name: "ballot");

            migrationBuilder.DropTable(name: "busy_date");

            migrationBuilder.DropTable(name: "calendar_revision");

            migrationBuilder.DropTable(name: "caught_mail");

            migrationBuilder.DropTable(name: "circular_recipient");

            migrationBuilder.DropTable(name: "clock_offset");

            migrationBuilder.DropTable(name: "convocation_recipient");

            migrationBuilder.DropTable(name: "country_region");

            migrationBuilder.DropTable(name: "deadline_override");

            migrationBuilder.DropTable(name: "decision_step");

            migrationBuilder.DropTable(name: "decisions_list");

            migrationBuilder.DropTable(name: "document_file");

            migrationBuilder.DropTable(name: "exception_request");

            migrationBuilder.DropTable(name: "feed_link");

            migrationBuilder.DropTable(name: "host_assignment");

            migrationBuilder.DropTable(name: "host_call_step");

            migrationBuilder.DropTable(name: "host_proposal_co_host");

            migrationBuilder.DropTable(name: "item_request_answer");

            migrationBuilder.DropTable(name: "minutes_approval");

            migrationBuilder.DropTable(name: "minutes_objection_answer");

            migrationBuilder.DropTable(name: "minutes_release");

            migrationBuilder.DropTable(name: "minutes_signature");

            migrationBuilder.DropTable(name: "minutes_statement");

            migrationBuilder.DropTable(name: "minutes_text");

            migrationBuilder.DropTable(name: "minutes_version");

            migrationBuilder.DropTable(name: "motion_step");

            migrationBuilder.DropTable(name: "officer");

            migrationBuilder.DropTable(name: "outbox_mail");

            migrationBuilder.DropTable(name: "pending_change");

            migrationBuilder.DropTable(name: "plan_task");

            migrationBuilder.DropTable(name: "poll_result");

            migrationBuilder.DropTable(name: "poll_step");

            migrationBuilder.DropTable(name: "poll_voter");

            migrationBuilder.DropTable(name: "presence_entry");

            migrationBuilder.DropTable(name: "presence_seen");

            migrationBuilder.DropTable(name: "proxy_step");

            migrationBuilder.DropTable(name: "quorum_check");

            migrationBuilder.DropTable(name: "quorum_confirmation");

            migrationBuilder.DropTable(name: "registrant_change");

            migrationBuilder.DropTable(name: "registrant_needs");

            migrationBuilder.DropTable(name: "reminder_link");

            migrationBuilder.DropTable(name: "reminder_opt_out");

            migrationBuilder.DropTable(name: "roll_entry");

            migrationBuilder.DropTable(name: "screen_link");

            migrationBuilder.DropTable(name: "seat_change");

            migrationBuilder.DropTable(name: "seat_terms");

            migrationBuilder.DropTable(name: "secretariat_grant");

            migrationBuilder.DropTable(name: "sign_in");

            migrationBuilder.DropTable(name: "sign_in_code");

            migrationBuilder.DropTable(name: "sign_in_link");

            migrationBuilder.DropTable(name: "sign_in_wrong_code");

            migrationBuilder.DropTable(name: "sitting_step");

            migrationBuilder.DropTable(name: "spoken_vote");

            migrationBuilder.DropTable(name: "vote_handover");

            migrationBuilder.DropTable(name: "zone_data");

            migrationBuilder.DropTable(name: "action_point");

            migrationBuilder.DropTable(name: "invitation");

            migrationBuilder.DropTable(name: "admission");

            migrationBuilder.DropTable(name: "attendance_scan");

            migrationBuilder.DropTable(name: "circular");

            migrationBuilder.DropTable(name: "convocation");

            migrationBuilder.DropTable(name: "agenda_document");

            migrationBuilder.DropTable(name: "deadline_exception");

            migrationBuilder.DropTable(name: "host_proposal");

            migrationBuilder.DropTable(name: "minutes_objection");

            migrationBuilder.DropTable(name: "quorum_challenge");

            migrationBuilder.DropTable(name: "seat_line");

            migrationBuilder.DropTable(name: "proxy");

            migrationBuilder.DropTable(name: "decision");

            migrationBuilder.DropTable(name: "calendar_entry");

            migrationBuilder.DropTable(name: "agenda_version");

            migrationBuilder.DropTable(name: "item_request");

            migrationBuilder.DropTable(name: "host_call");

            migrationBuilder.DropTable(name: "registrant");

            migrationBuilder.DropTable(name: "seat_pool");

            migrationBuilder.DropTable(name: "poll");

            migrationBuilder.DropTable(name: "guest");

            migrationBuilder.DropTable(name: "mandate");

            migrationBuilder.DropTable(name: "motion");

            migrationBuilder.DropTable(name: "agenda_item");

            migrationBuilder.DropTable(name: "session");

            migrationBuilder.DropTable(name: "agenda_draft");

            migrationBuilder.DropTable(name: "meeting");

            migrationBuilder.DropTable(name: "assembly");

            migrationBuilder.DropTable(name: "organisation");

            migrationBuilder.DropTable(name: "rules_version");

            migrationBuilder.DropTable(name: "person");

            migrationBuilder.DropSequence(name: "presence_entry_number");
        }
    }
}
