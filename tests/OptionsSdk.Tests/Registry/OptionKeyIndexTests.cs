using OptionsSdk.Settings;

namespace OptionsSdk.Tests.Registry;

/// <summary>The index over one constant text of keys.</summary>
public sealed class OptionKeyIndexTests
{
    [Fact]
    public void Every_key_leads_to_its_group_and_no_other_text_does()
    {
        var groups = Enumerable.Range(0, 200).Select(static group => Enumerable.Range(0, group % 7).Select(option => $"g{group}.option-{option}").ToArray()).ToArray();
        var index = new OptionKeyIndex(string.Concat(groups.Select(static keys => string.Concat(keys.Select(static key => key + "\n")) + "\n")), groups.Length);
        Assert.True(index.IsSound);
        for (var group = 0; group < groups.Length; group++)
        {
            Assert.All(groups[group], key => Assert.Equal(group, index.Find(key)));
            Assert.Equal(-1, index.Find($"g{group}:option-0"));
            Assert.Equal(-1, index.Find($"g{group}.option-7"));
        }

        Assert.Equal(groups.SelectMany(static keys => keys), index.Keys);
    }

    [Fact]
    public void An_index_without_groups_knows_nothing()
    {
        var index = new OptionKeyIndex("", 0);
        Assert.True(index.IsSound);
        Assert.Equal(-1, index.Find("a"));
        Assert.Null(index.FindOwner("a", out _));
    }

    [Theory]
    [InlineData("a\nb\n\n", 1, true)]
    [InlineData("\n\na\n\n", 3, true)]
    [InlineData("a\nb\na\n\n", 1, false)]
    [InlineData("a\n\na\n\n", 2, false)]
    [InlineData("a\nB\n\n", 1, false)]
    [InlineData("a\n\nb\n\n", 1, false)]
    [InlineData("a\n\n", 2, false)]
    [InlineData("a\nb", 0, false)]
    [InlineData("a\n", 1, false)]
    [InlineData("-a\n\n", 1, false)]
    public void Only_a_text_of_different_keys_in_as_many_groups_is_sound(string text, int groups, bool isSound) =>
        Assert.Equal(isSound, new OptionKeyIndex(text, groups).IsSound);

    [Fact]
    public void A_key_longer_than_keys_are_is_not_sound()
    {
        Assert.True(new OptionKeyIndex(new string('a', OptionKey.MaximumLength) + "\n\n", 1).IsSound);
        Assert.False(new OptionKeyIndex(new string('a', OptionKey.MaximumLength + 1) + "\n\n", 1).IsSound);
    }

    [Theory]
    [InlineData("a.b.c", "a.b.c")]
    [InlineData("A.b.C", "a.b.c")]
    [InlineData("a:b:c", "a.b.c")]
    [InlineData("A:B:c", "a.b.c")]
    [InlineData("x:y", "x:y")]
    [InlineData("x.y", "x.y")]
    [InlineData("p.q:r", "p.q:r")]
    [InlineData("p:q:r", "p.q:r")]
    [InlineData("a:b.c", null)]
    [InlineData("a", null)]
    [InlineData("a:b", null)]
    [InlineData("ä:b:c", null)]
    [InlineData("", null)]
    public void A_place_in_settings_belongs_to_the_same_key_as_in_a_list(string path, string? key)
    {
        string[] keys = ["a.b.c", "x.y", "x:y", "p.q:r", "p:q.r"];
        var index = new OptionKeyIndex(string.Concat(keys.Select(static name => name + "\n")) + "\n", 1);
        Assert.Equal(key, new SettingsKeys([index], []).FindOwner(path));
        Assert.Equal(key, new SettingsKeys([], keys).FindOwner(path));
        Assert.Equal(key, new SettingsKeys([index], keys).FindOwner(path));
        Assert.Equal(new SettingsKeys([], keys).Paths.ToHashSet(), new SettingsKeys([index], []).Paths.ToHashSet());
    }

    [Fact]
    public void A_place_longer_than_keys_are_belongs_to_no_key() =>
        Assert.Null(new OptionKeyIndex("a\n\n", 1).FindOwner(new string('a', 10_000), out _));

    [Fact]
    public void A_key_of_its_own_is_before_the_nested_form_of_another_source()
    {
        var index = new OptionKeyIndex("a.b\n\n", 1);
        Assert.Equal("a:b", new SettingsKeys([index], ["a:b"]).FindOwner("a:b"));
        Assert.Equal("c:d", new SettingsKeys([new OptionKeyIndex("c:d\n\n", 1)], ["c.d"]).FindOwner("c:d"));
        Assert.Equal("e:f", new SettingsKeys([new OptionKeyIndex("e.f\n\n", 1), new OptionKeyIndex("e:f\n\n", 1)], []).FindOwner("e:f"));
    }
}
