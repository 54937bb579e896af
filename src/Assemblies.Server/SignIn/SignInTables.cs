using Assemblies.Domain.Members;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Assemblies.Server.SignIn;

internal sealed class SignInTables
    : IEntityTypeConfiguration<SignInLink>,
        IEntityTypeConfiguration<SignInCode>,
        IEntityTypeConfiguration<WrongCode>
{
    public void Configure(EntityTypeBuilder<SignInLink> builder)
    {
        builder.ToTable("sign_in_link").HasKey(link => link.Id);
        builder.HasIndex(link => link.Hash).IsUnique();
        builder.HasIndex(link => new { link.Email, link.AskedAt });
        builder.HasIndex(link => new { link.Ip, link.AskedAt });
    }

    public void Configure(EntityTypeBuilder<SignInCode> builder)
    {
        builder.ToTable("sign_in_code").HasKey(code => code.Id);
        builder.HasOne<Person>().WithMany().HasForeignKey(code => code.Person);
        builder.HasOne<Person>().WithMany().HasForeignKey(code => code.MadeBy);
        builder.HasIndex(code => code.Hash).IsUnique();
        builder.HasIndex(code => new { code.Person, code.MadeAt });
    }

    public void Configure(EntityTypeBuilder<WrongCode> builder)
    {
        builder.ToTable("sign_in_wrong_code").HasKey(wrong => wrong.Id);
        builder.HasIndex(wrong => new { wrong.Ip, wrong.At });
    }
}
