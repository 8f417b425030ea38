namespace OptionsSdk.CodeFixes.Tests.Declaration;

/// <summary>OSDK1001.</summary>
public sealed class MakeTypePartialTests
{
    [Fact]
    public Task The_modifier_comes_last() => FixTest.Of(
        """
        [OptionGroup("mail")]
        public sealed class MailOptions
        {
        }
        """).BecomesAsync("OSDK1001",
        """
        [OptionGroup("mail")]
        public sealed partial class MailOptions
        {
        }
        """);

    [Fact]
    public Task Without_modifiers_documentation_stays_on_top() => FixTest.Of(
        """
        namespace Acme;

        /// <summary>Outgoing mail.</summary>
        [OptionGroup("mail")] // Marker.
        /* before */ class MailOptions
        {
        }
        """).BecomesAsync("OSDK1001",
        """
        namespace Acme;

        /// <summary>Outgoing mail.</summary>
        [OptionGroup("mail")] // Marker.
        /* before */ partial class MailOptions
        {
        }
        """);

    [Fact]
    public Task All_types_around_become_partial_too() => FixTest.Of(
        """
        public class Outer
        {
            internal record struct Middle
            {
                [OptionGroup("mail")] public sealed class MailOptions;
            }
        }
        """).At(2).BecomesAsync("OSDK1001",
        """
        public partial class Outer
        {
            internal partial record struct Middle
            {
                [OptionGroup("mail")] public sealed partial class MailOptions;
            }
        }
        """);

    [Fact]
    public Task All_are_made_partial_at_once() => FixTest.Of(
        """
        class Outer
        {
            [OptionGroup("a")] public class A; [OptionGroup("b")] public class B;
        #if !NEVER
            // Below a directive.
            [OptionGroup("c")]
            internal class C;
        #endif
        }
        """,
        """
        [OptionGroup("d")] class D;
        """).AllBecomeAsync("OSDK1001", "MakePartial",
        """
        partial class Outer
        {
            [OptionGroup("a")] public partial class A; [OptionGroup("b")] public partial class B;
        #if !NEVER
            // Below a directive.
            [OptionGroup("c")]
            internal partial class C;
        #endif
        }
        """,
        """
        [OptionGroup("d")] partial class D;
        """);
}
