using Assemblies.Server.Platform;
using Microsoft.Extensions.Configuration;

namespace Assemblies.Server.Tests.Platform;

public sealed class SettingsTests
{
    [Test]
    public void The_table_of_settings_in_the_documentation_is_the_one_that_the_service_prints() =>
        Assert.That(
            File.ReadAllLines(Repository.PathOf("docs", "settings.md")).Where(line => line.StartsWith('|')),
            Is.EqualTo(ServiceCommands.SettingsTable(Settings.All).Split('\n', StringSplitOptions.RemoveEmptyEntries)),
            "Make it anew: tools/settings.sh"
        );

    [Test]
    public void Outside_development_nothing_is_left_to_chance_and_all_that_is_missing_comes_at_once() =>
        Assert.That(
            () => Read(isDevelopment: false),
            Throws
                .TypeOf<WrongSettingException>()
                .With.Message.Matches("^ConnectionStrings__Assemblies .*\nSite__Url .*\nNetwork__Name .*\nSmtp__Host .*\nSmtp__From .*$")
        );

    [TestCase("Smtp:Port", "smtp", "Smtp__Port is “smtp”, but a port is a number from 1 to 65535.")]
    [TestCase("Smtp:Security", "maybe", "Smtp__Security is “maybe”, but it has to be one of None, StartTls, Tls, Auto.")]
    [TestCase("Smtp:From", "us", "Smtp__From is “us”, but it has to be a mail address.")]
    [TestCase("Site:Url", "assemblies", "Site__Url is “assemblies”, but it has to be an address that begins with http:// or https://.")]
    [TestCase("SignIn:LinkMinutes", "0", "SignIn__LinkMinutes is “0”, but it has to be a whole number, 1 or more.")]
    [TestCase("Mail:RetrySeconds", "0", "Mail__RetrySeconds is “0”, but it has to be a whole number, 1 or more.")]
    [TestCase("Demo:Seed", "yes", "Demo__Seed is “yes”, but it has to be true or false.")]
    [TestCase(
        "Proxy:Networks",
        "10.0.0.0/8, proxy",
        "Proxy__Networks is “10.0.0.0/8, proxy”, but each has to be a network such as 10.0.0.0/8, with commas between."
    )]
    public void A_wrong_value_is_named_with_what_is_right(string key, string value, string sentence) =>
        Assert.That(() => Read(isDevelopment: true, (key, value)), Throws.TypeOf<WrongSettingException>().With.Message.EqualTo(sentence));

    [TestCase("here")]
    [TestCase("127.0.0.1:8080")]
    [TestCase("ftp://127.0.0.1:8080")]
    [TestCase("http://127.0.0.1:80a")]
    [TestCase("http://127.0.0.1:99999")]
    [TestCase("http://127.0.0.1:8080/below")]
    [TestCase("http://127.0.0.1:8080;here")]
    [TestCase(";")]
    public void Where_nothing_can_listen_is_said_before_it_is_tried(string value)
    {
        foreach (var key in new[] { "ASPNETCORE_URLS", "urls" })
        {
            Assert.That(
                () => Read(isDevelopment: true, (key, value)),
                Throws
                    .TypeOf<WrongSettingException>()
                    .With.Message.StartsWith($"ASPNETCORE_URLS is “{value}”, but each has to be an address")
            );
        }
    }

    [TestCase("ConnectionStrings:Assemblies", "Host=127.0.0.1;Pasword=secret")]
    [TestCase("ConnectionStrings:Migrator", "postgres://assemblies:secret@127.0.0.1/assemblies")]
    [TestCase("ConnectionStrings:Assemblies", "Username=assemblies;Password=secret")]
    public void What_is_no_connection_string_is_named_and_its_password_is_not(string key, string value) =>
        Assert.That(
            () => Read(isDevelopment: true, (key, value)),
            Throws
                .TypeOf<WrongSettingException>()
                .With.Message.StartsWith($"{key.Replace(":", "__")} is set, but it has to be a connection string")
                .And.Message.Not.Contains("secret")
        );

    [TestCase(null, null, ExpectedResult = "http://127.0.0.1:8080")]
    [TestCase("http://+:8080", null, ExpectedResult = "http://127.0.0.1:8080")]
    [TestCase("http://*:81;http://127.0.0.1:82", null, ExpectedResult = "http://127.0.0.1:81")]
    [TestCase("http://[::]:81/", null, ExpectedResult = "http://127.0.0.1:81")]
    [TestCase("http://0.0.0.0:81", "http://192.0.2.1:83", ExpectedResult = "http://192.0.2.1:83")]
    public string Links_lead_to_where_it_listens_unless_the_site_has_an_address(string? environment, string? commandLine) =>
        Read(isDevelopment: true, ("ASPNETCORE_URLS", environment), ("urls", commandLine)).SiteUrl;

    [Test]
    public async Task A_database_that_is_not_there_or_lets_nobody_in_stops_the_start_with_a_sentence()
    {
        await using var database = await TestCluster.Clone();
        var wrong = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ConnectionStrings:Assemblies"] = "Host=127.0.0.1;Port=1;Username=nobody;Database=nothing",
            ["ConnectionStrings:Migrator"] = database.Address.Owner + ";Database=nothing",
        };
        foreach (var (key, value) in wrong)
        {
            var app = key is "ConnectionStrings:Assemblies" ? value : database.Address.App;
            var owner = key is "ConnectionStrings:Migrator" ? value : "";
            Assert.That(
                async () =>
                    await Service.Build(
                        ["--environment=Development", $"--ConnectionStrings:Assemblies={app}", $"--ConnectionStrings:Migrator={owner}"],
                        Program.Areas
                    ),
                Throws
                    .TypeOf<WrongSettingException>()
                    .With.Message.StartsWith($"{key.Replace(":", "__")} names a database that cannot be used: "),
                key
            );
        }
    }

    [Test]
    public void Every_default_is_a_value_that_would_be_taken() =>
        Assert.That(Settings.All.Where(setting => setting.Default.Length > 0 && setting.Wrong(setting.Default) is not null), Is.Empty);

    private static Settings Read(bool isDevelopment, params (string Key, string? Value)[] set) =>
        Settings.Read(
            new ConfigurationBuilder().AddInMemoryCollection(set.Select(one => KeyValuePair.Create(one.Key, one.Value))).Build(),
            isDevelopment
        );
}
