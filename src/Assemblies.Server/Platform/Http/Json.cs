using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using NodaTime;
using NodaTime.Serialization.SystemTextJson;

namespace Assemblies.Server.Platform.Http;

/// <summary>How the service reads and writes JSON, everywhere the same: strict in, camelCase out, NodaTime's own forms.</summary>
public static class Json
{
    /// <summary>The options.</summary>
    public static readonly JsonSerializerOptions Options = Configure(new(JsonSerializerDefaults.Web));

    /// <summary>The options to read what we wrote ourselves, perhaps long ago: a field that is unknown now is passed over, one that came later may lack.</summary>
    public static readonly JsonSerializerOptions Kept = new(Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
        RespectNullableAnnotations = false,
        RespectRequiredConstructorParameters = false,
    };

    /// <summary>Whether a day lies within the years that are taken, in JSON and forms: what is counted from farther ones would overflow.</summary>
    public static bool IsReckonedWith(LocalDate day) => day.Year is >= 1900 and <= 2199;

    /// <summary>What an audience may consist of.</summary>
    internal static IEnumerable<string> AudienceNames => AudienceConverter.ByName.Keys;

    /// <summary>Sets them on options that ASP.NET Core made.</summary>
    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        // As ASP.NET Core answers by itself: what is kept and hashed is to the letter what a program gets. No JSON stands inside a page.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.AllowDuplicateProperties = false;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.MaxDepth = 32;
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { WhatMayBeNullMayBeLeftOut, NoListHoldsNull } };
        options.Converters.Add(new IdConverterFactory());
        options.Converters.Add(new AudienceConverter());
        options.Converters.Add(new DateConverter());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        return options.ConfigureForNodaTime(DateTimeZoneProviders.Tzdb);
    }

    private static void WhatMayBeNullMayBeLeftOut(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(property => property is { IsRequired: true, IsSetNullable: true }))
        {
            property.IsRequired = false;
        }
    }

    // Annotations are kept for properties, not for what lists hold.
    private static void NoListHoldsNull(JsonTypeInfo type)
    {
        var lists = type
            .Properties.Where(property =>
                property.Get is not null
                && property.PropertyType != typeof(string)
                && typeof(System.Collections.IEnumerable).IsAssignableFrom(property.PropertyType)
            )
            .ToList();
        if (type.Kind is JsonTypeInfoKind.Object && lists.Count > 0)
        {
            type.OnDeserialized = read =>
            {
                foreach (
                    var list in lists.Where(list =>
                        list.Get!(read) is System.Collections.IEnumerable items && items.Cast<object?>().Contains(null)
                    )
                )
                {
                    throw new JsonException($"The list {list.Name} holds nothing in one place.");
                }
            };
        }
    }

    private sealed class IdConverterFactory : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) =>
            typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Id<>);

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(IdConverter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;
    }

    private sealed class IdConverter<T> : JsonConverter<Id<T>>
    {
        public override Id<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType is JsonTokenType.String && reader.TryGetGuid(out var value) ? new(value) : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, Id<T> value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Value);
    }

    private sealed class DateConverter : JsonConverter<LocalDate>
    {
        public override LocalDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            NodaConverters.LocalDateConverter.Read(ref reader, typeToConvert, options) is var date && IsReckonedWith(date)
                ? date
                : throw new JsonException("Days are taken from 1900 to 2199.");

        public override void Write(Utf8JsonWriter writer, LocalDate value, JsonSerializerOptions options) =>
            NodaConverters.LocalDateConverter.Write(writer, value, options);
    }

    /// <summary>A set of reader classes as an array of names.</summary>
    private sealed class AudienceConverter : JsonConverter<Audience>
    {
        internal static readonly Dictionary<string, Audience> ByName = Enum.GetValues<Audience>()
            .Where(one => one is not Audience.None)
            .ToDictionary(one => JsonNamingPolicy.CamelCase.ConvertName(one.ToString()), StringComparer.Ordinal);

        public override Audience Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType is not JsonTokenType.StartArray)
            {
                throw new JsonException("An audience is an array of reader classes.");
            }

            var audience = Audience.None;
            while (reader.Read() && reader.TokenType is JsonTokenType.String)
            {
                audience |= ByName.TryGetValue(reader.GetString()!, out var one)
                    ? one
                    : throw new JsonException($"An audience knows {string.Join(", ", ByName.Keys)}.");
            }

            return reader.TokenType is JsonTokenType.EndArray ? audience : throw new JsonException();
        }

        public override void Write(Utf8JsonWriter writer, Audience value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            foreach (var (name, one) in ByName)
            {
                if (value.HasFlag(one))
                {
                    writer.WriteStringValue(name);
                }
            }

            writer.WriteEndArray();
        }
    }
}
