namespace Hone.Learn.Tests;

/// <summary>Threads that share out numbered parts.</summary>
public sealed class TreeTeamTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Every_part_of_every_job_runs_once(int threads)
    {
        using var team = new TreeTeam(new TreeWork(new() { Threads = threads }));
        for (int job = 0; job < 3000; job++)
        {
            // Some jobs come at once, some after the helpers have gone to sleep.
            if (job % 1000 == 999)
            {
                Thread.Sleep(5);
            }

            var runs = new int[job % 9];
            team.For(runs.Length, part => Interlocked.Increment(ref runs[part]));
            Assert.All(runs, count => Assert.Equal(1, count));
        }
    }

    [Fact]
    public void An_error_of_a_part_reaches_the_caller_and_the_team_works_on()
    {
        using var team = new TreeTeam(new TreeWork(new() { Threads = 3 }));
        Exception error = Assert.Throws<InvalidDataException>(() => team.For(20, part => throw new InvalidDataException($"part {part}")));
        Assert.StartsWith("part ", error.Message, StringComparison.Ordinal);
        int sum = 0;
        team.For(20, part => Interlocked.Add(ref sum, part));
        Assert.Equal(190, sum);
    }

    [Fact]
    public void A_team_begins_nothing_after_its_caller_asked_to_stop()
    {
        using var source = new CancellationTokenSource();
        using var team = new TreeTeam(new TreeWork(new() { Threads = 2, CancellationToken = source.Token }));
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => team.For(2, _ => Assert.Fail("it ran")));
    }

    [Fact]
    public void An_error_in_a_shared_loop_reaches_the_caller_as_it_was_thrown()
    {
        var work = new TreeWork(new() { Threads = 4 });
        Assert.Throws<InvalidDataException>(() => work.For(50, part => throw new InvalidDataException()));
        var runs = new int[50];
        work.For(runs.Length, part => Interlocked.Increment(ref runs[part]));
        Assert.All(runs, count => Assert.Equal(1, count));
    }
}
