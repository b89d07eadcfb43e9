namespace Hone.Engine.Tests.Autograd;

/// <summary>A graph has one gradient, whatever threads recorded it.</summary>
public sealed class ThreadedGraphTests
{
    [Fact]
    public void A_loss_from_another_thread_reaches_what_this_thread_recorded()
    {
        // loss = 3 * 2 t: each element gets 6.
        Tensor t = Leaf();
        Tensor y = After(50, t) * 2;
        Tensor? loss = null;
        OnAnotherThread(() => loss = (y * 3).Sum());
        loss!.Backward();
        Assert.Equal([6f, 6f], t.Grad!.ToArray<float>());
    }

    [Fact]
    public void Uses_on_both_threads_add_up()
    {
        // loss = 3 * 2 t + 5 * 2 t: each element gets 16.
        Tensor t = Leaf();
        Tensor y = After(50, t) * 2;
        Tensor? elsewhere = null;
        OnAnotherThread(() => elsewhere = (y * 3).Sum());
        (elsewhere! + (y * 5).Sum()).Backward();
        Assert.Equal([16f, 16f], t.Grad!.ToArray<float>());
    }

    [Fact]
    public async Task A_graph_goes_on_after_each_await()
    {
        Tensor t = Leaf();
        Tensor y = t;
        for (int i = 0; i < 20; i++)
        {
            Tensor before = y;
            y = await Task.Run(() => (before * 2) - before, TestContext.Current.CancellationToken);
            await Task.Yield();
            y += t;
        }

        // y = 21 t after twenty times y = 2 y - y + t.
        y.Sum().Backward();
        Assert.Equal([21f, 21f], t.Grad!.ToArray<float>());
    }

    [Fact]
    public void Branches_that_threads_record_side_by_side_all_arrive()
    {
        // Branch i adds (i + 1) for each element; whole numbers, so that no order of addition rounds.
        const int Branches = 8;
        Tensor t = Leaf();
        Tensor y = t * 1;
        for (int run = 0; run < 20; run++)
        {
            y = t * 1;
            t.ZeroGrad();
            var losses = new Tensor[Branches];
            Thread[] threads = [.. Enumerable.Range(0, Branches).Select(i => new Thread(() => losses[i] = After(5 * i, y * (i + 1)).Sum()))];
            Array.ForEach(threads, thread => thread.Start());
            Array.ForEach(threads, thread => thread.Join());
            Tensor.Stack(losses).Sum().Backward();
            Assert.Equal([36f, 36f], t.Grad!.ToArray<float>());
        }
    }

    private static Tensor Leaf()
    {
        Tensor t = Tensor.From<float>([1, 2], [2]);
        t.RequiresGrad = true;
        return t;
    }

    /// <summary>The same values after some operations.</summary>
    private static Tensor After(int operations, Tensor x)
    {
        for (int i = 0; i < operations; i++)
        {
            x *= 1;
        }

        return x;
    }

    private static void OnAnotherThread(ThreadStart work)
    {
        var thread = new Thread(work);
        thread.Start();
        thread.Join();
    }
}
