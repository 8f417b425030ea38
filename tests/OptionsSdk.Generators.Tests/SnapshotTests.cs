namespace OptionsSdk.Generators.Tests;

/// <summary>The shape of the output, approved by eye. What it does is tested by compiling and running it.</summary>
public sealed class SnapshotTests
{
    [Fact]
    public void Mail() => SnapshotFile.Verify(GeneratorRun.Of(Sources.Mail).AssertCompiles(1));

    [Fact]
    public void EveryWord() => SnapshotFile.Verify(GeneratorRun.Of(
        """
        using System;
        using System.Collections.Generic;
        using Ports = System.Collections.Immutable.ImmutableArray<int>;

        [OptionsSdk.OptionGroup("words")]
        internal sealed partial class Words
        {
            public partial bool Enabled { get; }
            public partial byte Small { get; } = 1;
            public partial double Ratio { get; } = 0.5;
            public partial ulong Large { get; }
            public partial string Text { get; }
            public partial TimeSpan? Pause { get; }
            internal partial IReadOnlyDictionary<string, IReadOnlyList<DayOfWeek?>> Days { get; } = new Dictionary<string, IReadOnlyList<DayOfWeek?>>();
            private partial long Hidden { get; } = 7;
        }
        """).AssertCompiles(1));

    [Fact]
    public void Expiring() => SnapshotFile.Verify(GeneratorRun.Of(
        """
        using OptionsSdk;

        [OptionGroup("shop")]
        public sealed partial class ShopOptions
        {
            private const string Limit = "00:05:00";

            /// <summary>Whether the new checkout is shown.</summary>
            [MaxStaleness(Limit, OnExpired = OnExpired.UseDefault)]
            public partial bool NewCheckout { get; } = false;

            /// <summary>Greeting.</summary>
            [MaxStaleness("1.00:00:00")]
            public partial string Greeting { get; }

            /// <summary>Never expires.</summary>
            public partial int Limits { get; } = 1;
        }
        """).AssertCompiles(1));

    [Fact]
    public void NestedUnderstoodWhereItStands() => SnapshotFile.Verify(GeneratorRun.Of(
        """
        using System;
        namespace Acme
        {
            using Span = System.TimeSpan;
            namespace @internal
            {
                public partial record struct Outer
                {
                    private const string Prefix = "outer";

                    [OptionsSdk.OptionGroup(Prefix + ".inner")]
                    public partial class @class(int seed)
                    {
                        public int Seed { get; } = seed;

                        /// <summary>Less than <see cref="Seed"/> &amp; more than <c>nothing</c>.</summary>
                        public partial Span @event { get; } = Span
                            .FromSeconds(1); // long
                    }
                }
            }
        }
        """).AssertCompiles(1));

    [Fact]
    public void StepsAside() => SnapshotFile.Verify(GeneratorRun.Of(
        """
        #pragma warning disable CS0169
        namespace Acme;

        [OptionsSdk.OptionGroup]
        public sealed partial class CrowdedOptions
        {
            private int __words32;

            public CrowdedOptions() => Keys = 1;

            public int Keys { get; }

            public partial int Port { get; } = 25;

            public void SetPortAsync(int port) => __words32 = port;

            public static bool Snapshot(int port) => port > 0;

            private static partial void ValidatePort(int port, ref string? problem) => problem = port == 0 ? "must not be zero" : null;
        }
        """).AssertCompiles(1));

    [Fact]
    public void LibraryInTheMiddle()
    {
        var library = GeneratorRun.Of(GeneratorRun.Compile("Acme.Mail_Library", GeneratorRun.ReferencesWithoutInjection, Sources.Mail)).AssertCompiles(1);

        SnapshotFile.Verify(GeneratorRun.Of(GeneratorRun.Compile("Acme.App", GeneratorRun.References.Add(library.ToReference()), "")).AssertCompiles(0));
    }

    [Fact]
    public void OwnTypes() => SnapshotFile.Verify(GeneratorRun.Of(
        """
        using System;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using System.Text.Json;
        using System.Text.Json.Serialization;
        using System.Text.Json.Serialization.Metadata;
        using Acme.Json;

        namespace Acme.Json
        {
            public sealed class MailJson : JsonSerializerContext
            {
                public MailJson() : base(null) { }
                public static MailJson Default { get; } = new();
                protected override JsonSerializerOptions? GeneratedSerializerOptions => null;
                public override JsonTypeInfo? GetTypeInfo(Type type) => null;
            }
        }

        namespace Acme
        {
            public sealed record Relay(string Host);
            public readonly record struct Window(int Hours);

            [OptionsSdk.OptionGroup("mail", JsonContext = typeof(MailJson))]
            public sealed partial class MailOptions
            {
                public partial Relay Relay { get; } = new("localhost");
                public partial Window? Window { get; }
                public partial IReadOnlyDictionary<string, ImmutableArray<Relay>> Relays { get; }
                public partial int Port { get; } = 25;
            }
        }
        """).AssertCompiles(1));

    [Fact]
    public void NothingButTheRuntime() => SnapshotFile.Verify(GeneratorRun.Of("").AssertCompiles(0));
}
