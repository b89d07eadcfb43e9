using Hone.Learn;
using Hone.Memory;

namespace Hone.Samples;

/// <summary>Prints after each epoch what the process holds: resident memory, the engine's pool, the managed heap. Reads and writes nothing of the training.</summary>
internal sealed class MemoryWatch : Callback
{
    private const double Mebibyte = 1 << 20;

    /// <summary>Resident bytes after each epoch.</summary>
    public List<long> Resident { get; } = [];

    public override void BeforeFit(LoopState state) => Console.WriteLine("epoch  resident MiB  pool MiB  heap MiB  valid_loss");

    public override void AfterEpoch(LoopState state)
    {
        Resident.Add(Environment.WorkingSet);
        double pool = PoolStatistics.Now.AllocatedBytes / Mebibyte;
        double heap = GC.GetTotalMemory(forceFullCollection: false) / Mebibyte;
        Console.WriteLine($"{state.Epoch,5}  {Resident[^1] / Mebibyte,12:0.0}  {pool,8:0.0}  {heap,8:0.0}  {state.Learner.Recorder.ValidLoss,10:0.0000}");
    }
}
