using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Assemblies.Server.SignIn;

internal sealed class SignInTables : IEntityTypeConfiguration<SignInLink>
{
    public void Configure(EntityTypeBuilder<SignInLink> builder)
    {
        builder.ToTable("sign_in_link").HasKey(link => link.Id);
        builder.HasIndex(link => link.Hash).IsUnique();
        builder.HasIndex(link => new { link.Email, link.AskedAt });
        builder.HasIndex(link => new { link.Ip, link.AskedAt });
    }
}
