// CIFAR-10 from scratch: a small residual net, one cycle, flips, crops and erased boxes. The test part is judged once, at the end.
// dotnet run -c Release --project samples/Cifar10 -- DATA-FOLDER [epochs]
using Hone.Learn;
using Hone.Learn.Data;
using Hone.Learn.Datasets;
using Hone.Method;
using Hone.Nn;

string folder = args.Length > 0 ? args[0] : ".";
int epochs = args.Length > 1 ? int.Parse(args[1]) : 20;

// 1. Data: a tenth of the official training part decides while we choose; the official test part waits.
Cifar10Parts parts = Cifar10.Load(new DatasetLocatorOptions { SharedFolder = folder });
string[] ids = [.. Enumerable.Range(0, parts.Train.Count).Select(i => $"train-{i:D5}")];
string[] classes = [.. parts.Train.Labels.Select(label => parts.Train.ClassNames[label])];
Split split = Split.Stratified(new() { Ids = ids, Classes = classes }, new() { Fractions = new() { Valid = 0.1, Test = 0 }, Seed = 42 });
DataBlock<int> block = ImageBlocks.FromSet(parts.Train) with
{
    Splitter = new IndexSplitter(split.TrainIndices, split.ValidIndices),
    BatchTransforms = [new RandomFlip(), new RandomCropPad(4), new RandomErasing(), new Normalize()],
};
DataLoaders data = block.DataLoaders(ImageBlocks.Positions(parts.Train), new DataLoaderOptions { BatchSize = 256 });

// 2. Model and training.
var learner = new Learner(data, ResNet9.Create().Initialize(seed: 42), new()
{
    Loss = CrossEntropyLoss.LabelSmoothing(),
    Metrics = [new Accuracy()],
});
learner.FitOneCycle(epochs, lrMax: 1e-2, new FitOptions { Progress = new Progress<TrainingProgress>(Show) });
Console.WriteLine(learner.Recorder);

// 3. The answer that counts, and beside it the mean over four augmented passes.
DataLoader test = ImageBlocks.FromSet(parts.Test).TestLoader(data, ImageBlocks.Positions(parts.Test));
int[] plain = learner.GetPreds(test).Classes();
int[] augmented = learner.Tta(test).Classes();
Console.WriteLine($"test accuracy {Accuracy(plain):0.0000}, with test-time augmentation {Accuracy(augmented):0.0000}, n = {plain.Length}");

double Accuracy(int[] answers) => answers.Where((answer, i) => answer == parts.Test.Labels[i]).Count() / (double)answers.Length;

static void Show(TrainingProgress state) => Console.Error.Write(
    $"\repoch {state.Epoch + 1} of {state.EpochCount}, batch {state.Batch} of {state.BatchCount}, loss {state.TrainLoss:0.000}, {state.ItemsPerSecond:0} images/s   ");
