using OptionsSdk.Analyzers.Lock.Format;

namespace OptionsSdk.Build.Tests;

public sealed class LockUpdateTests
{
    private static readonly LockFile Declared = new([Option("a", "int"), Option("b", "Acme.Level")], [Members("Acme.Level", "New")], ["gone"]);

    [Fact]
    public void What_is_declared_replaces_what_was_known()
    {
        var update = LockUpdate.Create(new([Option("a", "string"), Option("b", "Acme.Level")], [Members("Acme.Level", "Old")], []), Declared);
        Assert.Equal("int", update.File.Options["a"].Type.ToString());
        Assert.Equal(["New"], update.File.Enumerations["Acme.Level"].Members);
        Assert.Equal(["a"], update.Changed);
        Assert.Empty(update.Added);
    }

    [Fact]
    public void A_new_key_is_added() => Assert.Equal(["a", "b"], LockUpdate.Create(LockFile.Empty, Declared).Added);

    [Fact]
    public void Where_an_option_stands_in_the_file_is_no_change() =>
        Assert.Empty(LockUpdate.Create(new([Option("a", "int") with { Start = 7, End = 9 }], [], []), Declared).Changed);

    [Fact]
    public void A_retired_key_is_remembered_when_its_attribute_is_gone()
    {
        var update = LockUpdate.Create(new([], [], ["older"]), Declared);
        Assert.Equal(["gone", "older"], update.File.Retired.Order());
        Assert.Equal(["gone"], update.Retired);
    }

    [Fact]
    public void A_retired_key_leaves_the_options()
    {
        var update = LockUpdate.Create(new([Option("gone", "int")], [], []), Declared);
        Assert.DoesNotContain("gone", update.File.Options.Keys);
        Assert.Empty(update.Abandoned);
    }

    [Fact]
    public void A_key_that_is_neither_declared_nor_retired_stays_with_its_enumeration()
    {
        var update = LockUpdate.Create(new([Option("lost", "ImmutableArray<Acme.Color>")], [Members("Acme.Color", "Red"), Members("Acme.Unused", "X")], []), Declared);
        Assert.Equal(["lost"], update.Abandoned);
        Assert.Equal(["a", "b", "lost"], update.File.Options.Keys.Order());
        Assert.Equal(["Acme.Color", "Acme.Level"], update.File.Enumerations.Keys.Order());
    }

    [Fact]
    public void An_enumeration_that_cannot_be_found_now_is_known_from_before() =>
        Assert.Equal(["Old"], LockUpdate.Create(new([], [Members("Acme.Level", "Old")], []), new([Option("b", "Acme.Level")], [], [])).File.Enumerations["Acme.Level"].Members);

    private static LockedOption Option(string key, string type) => new(key, OptionType.Parse(type)!, "", Analyzers.Keys.OptionFlags.Default);

    private static LockedEnumeration Members(string name, params string[] members) => new(name, false, new HashSet<string>(members));
}
