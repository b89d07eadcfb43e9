// Does training hold its memory? Twenty epochs on Fashion-MNIST, resident memory after each; the last line is the growth from the third epoch to the last.
// dotnet run -c Release --project samples/SteadyMemory -- DATA-FOLDER [epochs] [images an epoch]
using Hone.Learn;
using Hone.Learn.Datasets;
using Hone.Nn;
using Hone.Samples;

const int WarmUp = 3;
int epochs = args.Length > 1 ? int.Parse(args[1]) : 20;
int images = args.Length > 2 ? int.Parse(args[2]) : 6_000;

FashionMnistParts parts = FashionMnist.Load(new DatasetLocatorOptions { SharedFolder = args.ElementAtOrDefault(0), AllowDownload = true });
DataBlock<int> block = ImageBlocks.FromSet(parts.Train) with
{
    Splitter = new RandomSplitter(0.05),
    BatchTransforms = [new RandomFlip(), new RandomCropPad(1), new Normalize()],
};
DataLoaders data = block.DataLoaders(ImageBlocks.Positions(parts.Train), new() { BatchSize = 128, PartialCount = images });
var learner = new Learner(data, ResNet9.Create(new() { InChannels = 1, Width = 8 }).Initialize(seed: 1), new() { Metrics = [new Accuracy()] });
var watch = new MemoryWatch();
learner.FitOneCycle(epochs, lrMax: 1e-2, new() { Callbacks = [watch] });

if (epochs > WarmUp)
{
    double first = watch.Resident[WarmUp - 1];
    Console.WriteLine($"growth from epoch {WarmUp - 1} to epoch {epochs - 1}: {(watch.Resident[^1] - first) / (1 << 20):0.0} MiB, {100 * (watch.Resident[^1] - first) / first:0.0}%");
}
