// CIFAR-10 from scratch: a small residual net, one cycle, flips and crops. What is done stands in Cifar10Recipe.cs.
// dotnet run -c Release --project samples/Cifar10 -- DATA-FOLDER [epochs] [seed] [weights.safetensors]      (three seeds of it: hone reproduce cifar10)
using Hone.Learn;
using Hone.Method;
using Hone.Samples;

var experiment = new Experiment
{
    Data = new() { SharedFolder = args.ElementAtOrDefault(0), AllowDownload = true },
    Epochs = args.Length > 1 ? int.Parse(args[1]) : null,
    Seed = args.Length > 2 ? long.Parse(args[2]) : 1,
    Say = Console.WriteLine,
    Progress = new ConsoleProgress(),
};
Console.WriteLine(Cifar10Recipe.Run(experiment, args.Length > 3 ? learner => learner.Model.Save(args[3]) : null));
