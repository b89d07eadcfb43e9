namespace Hone.Method;

/// <summary>Accuracy of <c>hone start</c> on its sealed test part: the sample, or all images.</summary>
internal sealed class FashionRow(bool full) : PublishedRow
{
    public override string Id => full ? "fashion-full" : "fashion-sample";

    public override string Description => full
        ? "Fashion-MNIST, 60,000 + 10,000 images, residual net of 1.2 M parameters, 5 epochs"
        : "Fashion-MNIST sample of 6,000 images, residual net of 1.2 M parameters";

    public override string Metric => "accuracy on the sealed test part";

    // Full: course22p2 reports .928 for this net in five epochs of batches of 1,024.
    public override double Bar => full ? 0.925 : 0.86;

    public override Measurement Measure(ReproduceOptions options, long seed, IStartObserver observer, CancellationToken cancellationToken)
    {
        string folder = Path.Combine(options.WorkFolder, $"hone-{Id}-{Environment.ProcessId}-{seed}");
        try
        {
            var start = new StartOptions { Directory = folder, Full = full, Data = options.Data, Seed = seed, Command = $"hone reproduce {Id}" };
            StartResult result = FirstProject.Run(start, observer, cancellationToken);
            return new Measurement(result.Test.Score, result.Test.N);
        }
        finally
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }
}
