using System.Globalization;
using System.Net;
using NodaTime;
using static Assemblies.Server.Platform.SettingChecks;

namespace Assemblies.Server.Platform;

/// <summary>A setting: its name, what it is unless set, what it means, and what is wrong with a value.</summary>
/// <param name="Key">The configuration key (<c>Smtp:Host</c>); the environment variable has <c>__</c> for each colon.</param>
/// <param name="Default">What holds when it is not set; empty for nothing.</param>
/// <param name="Meaning">For the table of settings.</param>
/// <param name="Wrong">What is wrong with a value, as the end of a sentence; null when it is right.</param>
public sealed record Setting(string Key, string Default, string Meaning, Func<string, string?> Wrong)
{
    /// <summary>The environment variable.</summary>
    public string Variable => Key.Replace(":", "__", StringComparison.Ordinal);
}

/// <summary>How SMTP is protected.</summary>
public enum SmtpSecurity
{
    /// <summary>Not at all: only for a server on the same machine or network.</summary>
    None,

    /// <summary>STARTTLS, which the server must offer.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    Tls,

    /// <summary>TLS where the server offers it.</summary>
    Auto,
}

/// <summary>All settings of the service, read and checked once at start.</summary>
public sealed class Settings
{
    /// <summary>Every setting there is; the table in the documentation is made of it.</summary>
    public static readonly IReadOnlyList<Setting> All =
    [
        new("ASSEMBLIES_DATA_DIR", ".run", "Where a private PostgreSQL keeps its data.", Any),
        new("ASPNETCORE_URLS", "http://127.0.0.1:8080", "Where the service listens.", Any),
        new(
            "ConnectionStrings:Assemblies",
            "",
            "A PostgreSQL database to use, 15 or newer. Empty: a private PostgreSQL of this machine's own binaries, for development.",
            Any
        ),
        new(
            "ConnectionStrings:Migrator",
            "",
            "The same database as its owner, who may change its tables. Empty: the connection above is the owner's.",
            Any
        ),
        new(
            "Site:Url",
            "",
            "The address people reach the service at; links in mails begin with it. Empty: where it listens.",
            UrlOrNothing
        ),
        new(
            "Proxy:Networks",
            "",
            "The networks of the proxies in front, such as 10.0.0.0/8, with commas between: only these may say who asked, and how (X-Forwarded-For, X-Forwarded-Proto). Empty: nobody may.",
            Networks
        ),
        new("Network:Name", "STEM Platforms of Europe (fictional)", "The network's name, on pages and in mails.", NotEmpty),
        new("Network:Mail", "", "Where people reach the secretariat; stands below every page. Empty: it is not shown.", AddressOrNothing),
        new("Smtp:Host", "", "The mail server. Empty in Development: mail is caught and shown at /dev/mail.", Any),
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
        new("Smtp:From", "assemblies@example.org", "The sender of all mail and organiser of all calendar entries.", Address),
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
            Number
        ),
        new("Mail:SettleMinutes", "10", "How long a change of a meeting rests before those invited are told, in minutes.", Number),
        new("SignIn:LinkMinutes", "15", "How long a sign-in link holds, in minutes.", Number),
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

    private readonly IConfiguration configuration;

    private Settings(IConfiguration configuration, bool isDevelopment) =>
        (this.configuration, IsDevelopment) = (configuration, isDevelopment);

    /// <summary>Whether this is a machine of somebody who develops.</summary>
    public bool IsDevelopment { get; }

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

    /// <summary>How long a sign-in link holds.</summary>
    public Duration SignInLink => Duration.FromMinutes(int.Parse(this["SignIn:LinkMinutes"], CultureInfo.InvariantCulture));

    /// <summary>The first account; null for none.</summary>
    public string? FirstSecretariat => this["Bootstrap:Secretariat"] is { Length: > 0 } address ? address : null;

    /// <summary>Whether an empty database gets the demo network.</summary>
    public bool SeedDemo => this["Demo:Seed"] is { Length: > 0 } seed ? bool.Parse(seed) : IsDevelopment;

    /// <summary>The address people reach the service at, without a slash at its end.</summary>
    public string SiteUrl =>
        (
            this["Site:Url"] is { Length: > 0 } url
                ? url
                : this["ASPNETCORE_URLS"].Split(';')[0].Replace("*", "127.0.0.1", StringComparison.Ordinal)
        ).TrimEnd('/');

    /// <summary>Whether the address was set, or is only where the service listens.</summary>
    public bool HasSiteUrl => this["Site:Url"].Length > 0;

    /// <summary>The networks of the proxies in front; empty when there is none.</summary>
    public IReadOnlyList<IPNetwork> ProxyNetworks =>
        [
            .. this["Proxy:Networks"]
                .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(IPNetwork.Parse),
        ];

    private string this[string key] =>
        configuration[key] is { Length: > 0 } value ? value : All.First(setting => setting.Key == key).Default;

    /// <summary>Reads and checks them.</summary>
    /// <exception cref="WrongSettingException">A setting is wrong; the message names it and says what to do.</exception>
    public static Settings Read(IConfiguration configuration, bool isDevelopment)
    {
        var wrong = All.Where(setting => configuration[setting.Key] is { Length: > 0 })
            .Select(setting => (setting.Variable, Value: configuration[setting.Key]!, Why: setting.Wrong(configuration[setting.Key]!)))
            .Where(found => found.Why is not null)
            .Select(found => $"{found.Variable} is “{found.Value}”, but {found.Why}.")
            .ToList();
        if (!isDevelopment && string.IsNullOrEmpty(configuration["ConnectionStrings:Assemblies"]))
        {
            wrong.Add(
                "ConnectionStrings__Assemblies is not set, but the private PostgreSQL is for Development only: name the database to use."
            );
        }

        if (!isDevelopment && string.IsNullOrEmpty(configuration["Smtp:Host"]))
        {
            wrong.Add("Smtp__Host is not set, but outside Development there is no mail without a mail server: name it.");
        }

        if (!isDevelopment && string.IsNullOrEmpty(configuration["Site:Url"]))
        {
            wrong.Add("Site__Url is not set, but links in mails need the address people reach the service at: name it.");
        }

        return wrong.Count is 0 ? new(configuration, isDevelopment) : throw new WrongSettingException(string.Join('\n', wrong));
    }
}

/// <summary>A setting is wrong; the message names it and says what to do.</summary>
public sealed class WrongSettingException(string message) : Exception(message);
