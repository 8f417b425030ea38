using Microsoft.Extensions.Time.Testing;
using OptionsSdk.Redis.Connections;

namespace OptionsSdk.Redis.Tests;

public sealed class CircuitBreakerTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly CircuitBreaker _breaker;

    public CircuitBreakerTests() => _breaker = new(_time, static length => length);

    [Fact]
    public void Two_failures_are_too_few_to_open()
    {
        Fail(2);
        Assert.True(_breaker.TryEnter(out var isProbe));
        Assert.False(isProbe);
    }

    [Fact]
    public void Three_failures_open()
    {
        Fail(3);
        Assert.False(_breaker.TryEnter(out _));
    }

    [Fact]
    public void Fewer_failures_than_answers_do_not_open()
    {
        Answer(4);
        Fail(3);
        Assert.True(_breaker.TryEnter(out _));
        Fail(1);
        Assert.False(_breaker.TryEnter(out _));
    }

    [Fact]
    public void Failures_of_more_than_ten_seconds_ago_do_not_count()
    {
        Fail(2);
        _time.Advance(TimeSpan.FromSeconds(11));
        Fail(2);
        Assert.True(_breaker.TryEnter(out _));
    }

    [Fact]
    public void Failures_within_ten_seconds_add_up()
    {
        Fail(1);
        _time.Advance(TimeSpan.FromSeconds(4));
        Fail(1);
        _time.Advance(TimeSpan.FromSeconds(4));
        Fail(1);
        Assert.False(_breaker.TryEnter(out _));
    }

    [Fact]
    public void After_the_break_one_call_alone_is_the_probe()
    {
        Fail(3);
        _time.Advance(CircuitBreaker.ShortestBreak - TimeSpan.FromMilliseconds(1));
        Assert.False(_breaker.TryEnter(out _));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(_breaker.TryEnter(out var isProbe));
        Assert.True(isProbe);
        Assert.False(_breaker.TryEnter(out _));
    }

    [Fact]
    public void A_probe_that_is_answered_closes_and_forgets()
    {
        Fail(3);
        Probe(isAnswered: true);
        Fail(2);
        Assert.True(_breaker.TryEnter(out _));
    }

    [Fact]
    public void Each_probe_that_fails_doubles_the_break_up_to_thirty_seconds()
    {
        var lengths = new List<double> { Fail(3)!.Value.TotalSeconds };
        for (var attempt = 0; attempt < 7; attempt++)
        {
            lengths.Add(Probe(isAnswered: false)!.Value.TotalSeconds);
        }

        Assert.Equal([1, 2, 4, 8, 16, 30, 30, 30], lengths);
    }

    [Fact]
    public void After_an_answer_breaks_are_short_again()
    {
        Fail(3);
        Probe(isAnswered: false);
        Probe(isAnswered: true);
        Assert.Equal(CircuitBreaker.ShortestBreak, Fail(3));
    }

    [Fact]
    public void A_probe_that_was_given_up_lets_another_one_in()
    {
        Fail(3);
        _time.Advance(CircuitBreaker.LongestBreak);
        _breaker.TryEnter(out var isProbe);
        _breaker.Abandoned(isProbe);
        Assert.True(_breaker.TryEnter(out isProbe));
        Assert.True(isProbe);
    }

    [Fact]
    public void Late_answers_of_calls_before_the_break_do_not_close()
    {
        Fail(3);
        Assert.False(_breaker.Succeeded(isProbe: false));
        Assert.False(_breaker.TryEnter(out _));
    }

    [Fact]
    public void A_connection_that_is_back_ends_the_break()
    {
        Fail(3);
        _breaker.Retry();
        Assert.True(_breaker.TryEnter(out var isProbe));
        Assert.True(isProbe);
    }

    [Fact]
    public void Breaks_of_many_processes_differ()
    {
        var lengths = Enumerable.Range(0, 20).Select(_ =>
        {
            var breaker = new CircuitBreaker(_time);
            breaker.Failed(isProbe: false);
            breaker.Failed(isProbe: false);
            return breaker.Failed(isProbe: false)!.Value;
        }).ToArray();
        Assert.True(lengths.Distinct().Count() > 1);
        Assert.All(lengths, static length => Assert.InRange(length.TotalSeconds, 0.8, 1.2));
    }

    private void Answer(int count)
    {
        for (; count > 0; count--)
        {
            Assert.True(_breaker.TryEnter(out var isProbe));
            _breaker.Succeeded(isProbe);
        }
    }

    private TimeSpan? Fail(int count)
    {
        TimeSpan? length = null;
        for (; count > 0; count--)
        {
            Assert.True(_breaker.TryEnter(out var isProbe));
            length = _breaker.Failed(isProbe);
        }

        return length;
    }

    private TimeSpan? Probe(bool isAnswered)
    {
        _time.Advance(CircuitBreaker.LongestBreak);
        Assert.True(_breaker.TryEnter(out var isProbe));
        Assert.True(isProbe);
        if (!isAnswered)
        {
            return _breaker.Failed(isProbe);
        }

        Assert.True(_breaker.Succeeded(isProbe));
        return null;
    }
}
