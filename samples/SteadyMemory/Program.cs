// Does training hold its memory? Twenty epochs on Fashion-MNIST, resident memory after each; the last line is the growth over the second half.
// dotnet run -c Release --project samples/SteadyMemory -- DATA-FOLDER [epochs] [images an epoch]
using Hone.Learn;
using Hone.Learn.Datasets;
using Hone.Nn;
using Hone.Samples;

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

// In the first epochs the youngest generation of the garbage collector still grows into its budget.
int half = epochs / 2;
double before = watch.Resident[half];
Console.WriteLine($"growth from epoch {half} to epoch {epochs - 1}: {(watch.Resident[^1] - before) / (1 << 20):0.0} MiB, {100 * (watch.Resident[^1] - before) / before:0.0}%");
