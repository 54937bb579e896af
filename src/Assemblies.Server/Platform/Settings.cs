using System.Globalization;
using System.Net;
using Assemblies.Server.Platform.Database;
using NodaTime;
using static Assemblies.Server.Platform.SettingChecks;

namespace Assemblies.Server.Platform;

/// <summary>All settings of the service, read and checked once at start.</summary>
public sealed class Settings
{
    /// <summary>Every setting there is; the table in the documentation is made of it.</summary>
    public static readonly IReadOnlyList<Setting> All =
    [
        new("ASSEMBLIES_DATA_DIR", ".run", "Where a private PostgreSQL keeps its data.", Any),
        new(
            Urls,
            "http://127.0.0.1:8080",
            "Where the service listens: addresses that begin with http:// or https://, with semicolons between.",
            Addresses
        ),
        new(
            "ConnectionStrings:Assemblies",
            "",
            "A PostgreSQL database to use, 15 or newer. Empty: a private PostgreSQL of this machine's own binaries, for development.",
            Connection
        )
        {
            IsSecret = true,
            Needed = "the private PostgreSQL is for Development only: name the database to use",
        },
        new(
            "ConnectionStrings:Migrator",
            "",
            "The same database as its owner, who may change its tables. Empty: the connection above is the owner's.",
            Connection
        )
        {
            IsSecret = true,
        },
        new("Site:Url", "", "The address people reach the service at; links in mails begin with it. Empty: where it listens.", UrlOrNothing)
        {
            Needed = "links in mails need the address people reach the service at: name it",
        },
        new(
            "Proxy:Networks",
            "",
            "The networks of the proxies in front, such as 10.0.0.0/8, with commas between: only these may say who asked, and how (X-Forwarded-For, X-Forwarded-Proto). Empty: nobody may.",
            Networks
        ),
        new("Network:Name", "STEM Platforms of Europe (fictional)", "The network's name, on pages and in mails.", NotEmpty)
        {
            Needed = "pages and mails bear the network's name: give it",
        },
        new("Network:Mail", "", "Where people reach the secretariat; stands below every page. Empty: it is not shown.", AddressOrNothing),
        new("Smtp:Host", "", "The mail server. Empty in Development: mail is caught and shown at /dev/mail.", Any)
        {
            Needed = "outside Development there is no mail without a mail server: name it",
        },
        new("Smtp:Port", "587", "Its port.", Port),
        new("Smtp:User", "", "The account there; empty for none.", Any),
        new("Smtp:Password", "", "Its password.", Any),
        new("Smtp:Security", "auto", "none, startTls, tls or auto (TLS where it is offered).", OneOf<SmtpSecurity>),
        new(
            "Smtp:Connections",
            "4",
            "How many connections to it are open at once when much goes out, from 1 to 20; some servers allow few.",
            Connections
        ),
        new("Smtp:From", "assemblies@example.org", "The sender of all mail and organiser of all calendar entries.", Address)
        {
            Needed = "mail needs a sender that your mail server may send for: name it",
        },
        new(
            "Jobs:Run",
            "true",
            "true or false: whether this process sends mail and reminders. At least one of several has to.",
            TrueFalseOrNothing
        ),
        new(
            "Mail:RetrySeconds",
            "15",
            "How soon a mail that could not be sent is tried again, in seconds; each further try waits twice as long, up to an hour.",
            Positive
        ),
        new("Mail:SettleMinutes", "10", "How long a change of a meeting rests before those invited are told, in minutes.", Number),
        new(
            "Pdf:Chromium",
            "",
            "The Chromium that prints minutes as PDF, such as /usr/bin/chromium. Empty: there is no PDF, and the page says so.",
            FileOrNothing
        ),
        new("SignIn:LinkMinutes", "15", "How long a sign-in link holds, in minutes.", Positive),
        new(
            "Bootstrap:Secretariat",
            "",
            "The address of the first account of the secretariat; made at start when it is not there.",
            AddressOrNothing
        ),
        new(
            "Demo:Seed",
            "",
            "true or false: whether an empty database gets the demo network. Empty: in Development only.",
            TrueFalseOrNothing
        ),
    ];

    private const string Urls = "ASPNETCORE_URLS";

    private static readonly string[] Everywhere = ["+", "*", "0.0.0.0", "[::]"];

    private readonly IConfiguration configuration;

    private Settings(IConfiguration configuration, bool isDevelopment) =>
        (this.configuration, IsDevelopment) = (configuration, isDevelopment);

    /// <summary>Whether this is a machine of somebody who develops.</summary>
    public bool IsDevelopment { get; }

    /// <summary>Where it listens.</summary>
    public IReadOnlyList<string> Listens => ListensOf(configuration);

    /// <summary>Where a private PostgreSQL keeps its data.</summary>
    public string DataFolder => this["ASSEMBLIES_DATA_DIR"];

    /// <summary>The database to use; null for a private PostgreSQL.</summary>
    public DatabaseAddress? Database =>
        this["ConnectionStrings:Assemblies"] is { Length: > 0 } app
            ? new(app, this["ConnectionStrings:Migrator"] is { Length: > 0 } owner ? owner : app)
            : null;

    /// <summary>The network's name.</summary>
    public string NetworkName => this["Network:Name"];

    /// <summary>Where people reach the secretariat; null when it is not shown.</summary>
    public string? SecretariatMail => this["Network:Mail"] is { Length: > 0 } address ? address : null;

    /// <summary>The mail server; null when mail is caught.</summary>
    public string? SmtpHost => this["Smtp:Host"] is { Length: > 0 } host ? host : null;

    /// <summary>Its port.</summary>
    public int SmtpPort => int.Parse(this["Smtp:Port"], CultureInfo.InvariantCulture);

    /// <summary>The account there; null for none.</summary>
    public string? SmtpUser => this["Smtp:User"] is { Length: > 0 } user ? user : null;

    /// <summary>Its password.</summary>
    public string SmtpPassword => this["Smtp:Password"];

    /// <summary>How it is protected.</summary>
    public SmtpSecurity SmtpSecurity => Enum.Parse<SmtpSecurity>(this["Smtp:Security"], ignoreCase: true);

    /// <summary>The sender of all mail.</summary>
    public string From => this["Smtp:From"];

    /// <summary>The domain of UIDs and Message-IDs.</summary>
    public string MailDomain => From[(From.LastIndexOf('@') + 1)..];

    /// <summary>How mail goes out; null when it is caught.</summary>
    internal Mail.SmtpSettings? Smtp =>
        SmtpHost is { } host
            ? new()
            {
                Host = host,
                Port = SmtpPort,
                User = SmtpUser,
                Password = SmtpPassword,
                Security = SmtpSecurity,
                Connections = int.Parse(this["Smtp:Connections"], CultureInfo.InvariantCulture),
                From = From,
            }
            : null;

    /// <summary>Whether this process runs jobs.</summary>
    public bool RunJobs => bool.Parse(this["Jobs:Run"]);

    /// <summary>How soon a mail that could not be sent is tried again.</summary>
    public Duration Retry => Duration.FromSeconds(int.Parse(this["Mail:RetrySeconds"], CultureInfo.InvariantCulture));

    /// <summary>How long a change rests.</summary>
    public Duration Settle => Duration.FromMinutes(int.Parse(this["Mail:SettleMinutes"], CultureInfo.InvariantCulture));

    /// <summary>The Chromium that prints minutes; null where there is none.</summary>
    public string? Chromium => this["Pdf:Chromium"] is { Length: > 0 } path ? path : null;

    /// <summary>How long a sign-in link holds.</summary>
    public Duration SignInLink => Duration.FromMinutes(int.Parse(this["SignIn:LinkMinutes"], CultureInfo.InvariantCulture));

    /// <summary>The first account; null for none.</summary>
    public string? FirstSecretariat => this["Bootstrap:Secretariat"] is { Length: > 0 } address ? address : null;

    /// <summary>Whether an empty database gets the demo network.</summary>
    public bool SeedDemo => this["Demo:Seed"] is { Length: > 0 } seed ? bool.Parse(seed) : IsDevelopment;

    /// <summary>The address people reach the service at, without a slash at its end.</summary>
    public string SiteUrl => (this["Site:Url"] is { Length: > 0 } url ? url : HereOf(configuration)).TrimEnd('/');

    /// <summary>Whether the address was set, or is only where the service listens.</summary>
    public bool HasSiteUrl => this["Site:Url"].Length > 0;

    /// <summary>The networks of the proxies in front; empty when there is none.</summary>
    public IReadOnlyList<IPNetwork> ProxyNetworks =>
        [
            .. this["Proxy:Networks"]
                .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(IPNetwork.Parse),
        ];

    private string this[string key] => Given(configuration, key) ?? All.First(setting => setting.Key == key).Default;

    /// <summary>Where a service with this configuration listens.</summary>
    internal static IReadOnlyList<string> ListensOf(IConfiguration configuration) =>
        (Given(configuration, Urls) ?? All.First(setting => setting.Key == Urls).Default).Split(
            ';',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );

    /// <summary>The first of these addresses as this machine itself reaches it: a service that listens everywhere does so here.</summary>
    internal static string HereOf(IConfiguration configuration) =>
        Everywhere.Aggregate(
            ListensOf(configuration)[0],
            (url, every) => url.Replace($"://{every}", "://127.0.0.1", StringComparison.Ordinal)
        );

    /// <summary>Reads and checks them.</summary>
    /// <exception cref="WrongSettingException">A setting is wrong; the message names it and says what to do.</exception>
    public static Settings Read(IConfiguration configuration, bool isDevelopment)
    {
        var wrong = All.Select(setting => (setting, Value: Given(configuration, setting.Key)))
            .Select(it => it.Value is null ? Missing(it.setting, isDevelopment) : Wrong(it.setting, it.Value))
            .OfType<string>()
            .ToList();
        return wrong.Count is 0 ? new(configuration, isDevelopment) : throw new WrongSettingException(string.Join('\n', wrong));
    }

    // ASP.NET Core's own name for it is the one that the command line takes (--urls), and goes before.
    private static string? Given(IConfiguration configuration, string key) =>
        key is Urls && configuration["urls"] is { Length: > 0 } urls ? urls
        : configuration[key] is { Length: > 0 } value ? value
        : null;

    private static string? Missing(Setting setting, bool isDevelopment) =>
        isDevelopment || setting.Needed is not { } needed ? null : $"{setting.Variable} is not set, but {needed}.";

    private static string? Wrong(Setting setting, string value) =>
        setting.Wrong(value) is not { } why ? null
        : setting.IsSecret ? $"{setting.Variable} is set, but {why}."
        : $"{setting.Variable} is “{value}”, but {why}.";
}

/// <summary>A setting is wrong; the message names it and says what to do.</summary>
public sealed class WrongSettingException(string message) : Exception(message);
