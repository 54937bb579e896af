using System.Text;
using Assemblies.Server.Platform.Calendar;
using CsCheck;

namespace Assemblies.Server.Tests.Platform.Calendar;

public sealed class CleanTextTests
{
    private static readonly string[] Bits =
    [
        "\r\n",
        "\n",
        "\r",
        "\0",
        "\a",
        "\t",
        "\u0085",
        "\u009f",
        "\u2028",
        "\u2029",
        "\ud83c",
        "\udfd4",
        "\ufeff",
        "\ufffd",
        "\"",
        "^n",
        "^",
        "\\",
        "\\n",
        ",",
        ";",
        ":",
        "=",
        "De Smet",
        "Žižek",
        "Наука",
        "🏔",
        "ATTENDEE:mailto:x@y.example.org",
        ":mailto:x@y.example.org\r\nATTENDEE;CN=",
        "\r\n ",
        " ",
    ];

    private static readonly Gen<string> Hostile = Gen.Int[0, Bits.Length - 1]
        .Select(i => Bits[i])
        .Array[0, 12]
        .Select(bits => string.Concat(bits));

    [TestCase("a\r\nb", ExpectedResult = "a b")]
    [TestCase(" a \t b ", ExpectedResult = "a b")]
    [TestCase("a\0\u0007b", ExpectedResult = "ab")]
    [TestCase("a\u2028b\u2029c\u0085d", ExpectedResult = "a b c d")]
    [TestCase("🏔\ud83c", ExpectedResult = "🏔")]
    [TestCase("Jean\u00a0Žižek", ExpectedResult = "Jean\u00a0Žižek")]
    [TestCase(null, ExpectedResult = "")]
    public string One_line(string? text) => CleanText.OneLine(text);

    [TestCase("a\r\nb\rc\u2028d", ExpectedResult = "a\nb\nc\nd")]
    [TestCase("\r\n a\0\n\n", ExpectedResult = "a")]
    public string Lines(string? text) => CleanText.Lines(text);

    [Test]
    public void Hostile_names_keep_the_number_of_attendees_and_come_back_clean()
    {
        var names = Hostile.Array[400].Single();
        var texts = names.Select(name =>
            CalendarWriter.Request(
                Entries.OpenMeeting with
                {
                    Attendee = Entries.OpenMeeting.Attendee! with { Name = name },
                    Organizer = Entries.OpenMeeting.Organizer with { Name = name },
                }
            )
        );

        foreach (var (name, read) in names.Zip(SecondParser.Read(texts)))
        {
            var expected = CleanText.OneLine(name).Replace('"', '’').Replace('\\', '/');
            var entry = read.Events.Single();
            Assert.That(entry.Attendees.Select(person => person.Address), Is.EqualTo(new[] { "mailto:head@pl.stem.example.org" }), name);
            Assert.That(entry.Attendees[0].Cn ?? "", Is.EqualTo(expected));
            Assert.That(entry.Organizer.Cn ?? "", Is.EqualTo(expected));
        }
    }

    [Test]
    public void Hostile_texts_come_back_clean_and_add_no_property()
    {
        var hostile = Hostile.Array[400].Single();
        var texts = hostile.Select(text =>
            CalendarWriter.Cancel(Entries.OpenMeeting with { Summary = $"T {text}", Description = $"D {text}", Location = $"L {text}" })
        );

        foreach (var (text, read) in hostile.Zip(SecondParser.Read(texts)))
        {
            var entry = read.Events.Single();
            Assert.That(entry.Properties, Is.Unique);
            Assert.That(entry.Values["SUMMARY"], Is.EqualTo(CleanText.OneLine($"T {text}")));
            Assert.That(entry.Values["LOCATION"], Is.EqualTo(CleanText.OneLine($"L {text}")));
            Assert.That(entry.Values["DESCRIPTION"], Is.EqualTo(CleanText.Lines($"D {text}")));
        }
    }

    [Test]
    public void No_control_character_and_no_lost_sign_reaches_a_calendar() =>
        Hostile.Sample(text =>
        {
            var written = CalendarWriter.Request(
                Entries.OpenMeeting with
                {
                    Summary = $"T {text}",
                    Description = text,
                    Location = text,
                    Attendee = Entries.OpenMeeting.Attendee! with { Name = text },
                }
            );
            var lines = written[..^2].Split("\r\n");
            return lines.All(line => Encoding.UTF8.GetByteCount(line) <= 75)
                && lines.All(line => line.EnumerateRunes().All(rune => !Rune.IsControl(rune) && rune.Value is not 0xFFFD));
        });
}
