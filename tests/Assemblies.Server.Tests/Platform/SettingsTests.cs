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
                .With.Message.Matches("(?s)^ConnectionStrings__Assemblies .*\nSmtp__Host .*\nSite__Url [^\n]*$")
        );

    [TestCase("Smtp:Port", "smtp", "Smtp__Port is “smtp”, but a port is a number from 1 to 65535.")]
    [TestCase("Smtp:Security", "maybe", "Smtp__Security is “maybe”, but it has to be one of None, StartTls, Tls, Auto.")]
    [TestCase("Smtp:From", "us", "Smtp__From is “us”, but it has to be a mail address.")]
    [TestCase("Site:Url", "assemblies", "Site__Url is “assemblies”, but it has to be an address that begins with http:// or https://.")]
    [TestCase("Demo:Seed", "yes", "Demo__Seed is “yes”, but it has to be true or false.")]
    [TestCase(
        "Proxy:Networks",
        "10.0.0.0/8, proxy",
        "Proxy__Networks is “10.0.0.0/8, proxy”, but each has to be a network such as 10.0.0.0/8, with commas between."
    )]
    public void A_wrong_value_is_named_with_what_is_right(string key, string value, string sentence) =>
        Assert.That(() => Read(isDevelopment: true, (key, value)), Throws.TypeOf<WrongSettingException>().With.Message.EqualTo(sentence));

    [Test]
    public void Every_default_is_a_value_that_would_be_taken() =>
        Assert.That(Settings.All.Where(setting => setting.Default.Length > 0 && setting.Wrong(setting.Default) is not null), Is.Empty);

    private static Settings Read(bool isDevelopment, params (string Key, string Value)[] set) =>
        Settings.Read(
            new ConfigurationBuilder().AddInMemoryCollection(set.Select(one => KeyValuePair.Create(one.Key, (string?)one.Value))).Build(),
            isDevelopment
        );
}
