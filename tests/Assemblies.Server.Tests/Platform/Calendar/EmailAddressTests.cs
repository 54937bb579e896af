using Assemblies.Server.Platform.Calendar;

namespace Assemblies.Server.Tests.Platform.Calendar;

public sealed class EmailAddressTests
{
    [TestCase("head@fi.stem.example.org", ExpectedResult = "head@fi.stem.example.org")]
    [TestCase("Head+ga@FI.stem.example.org", ExpectedResult = "Head+ga@FI.stem.example.org")]
    [TestCase("o'neill_{x}@ie.stem.example.org", ExpectedResult = "o'neill_{x}@ie.stem.example.org")]
    [TestCase("head@žižek.example.org", ExpectedResult = "head@xn--iek-b3ab.example.org")]
    public string Usable_in_ascii(string address) => EmailAddress.Ascii(address);

    [TestCase(null)]
    [TestCase("")]
    [TestCase("head")]
    [TestCase("@fi.stem.example.org")]
    [TestCase("head@")]
    [TestCase("head@fi..example.org")]
    [TestCase("head@fi example.org")]
    [TestCase("he ad@fi.example.org")]
    [TestCase("head@fi.example.org\r\nRCPT TO:<x@y.example.org>")]
    [TestCase("a@x.example.org,b@x.example.org")]
    [TestCase("<head@fi.example.org>")]
    [TestCase("\"head\"@fi.example.org")]
    [TestCase("héad@fi.example.org")]
    [TestCase(".head@fi.example.org")]
    public void Not_usable(string? address) => Assert.That(EmailAddress.IsUsable(address), Is.False);

    [Test]
    public void An_address_has_254_signs_at_most()
    {
        var domain = string.Join('.', Enumerable.Repeat(new string('x', 60), 4));
        Assert.That(EmailAddress.IsUsable("head@" + domain), Is.True);
        Assert.That(EmailAddress.IsUsable("secretariat@" + domain), Is.False);
    }
}
