(* Reference values: instances of the theorems, computed with rationals.

   Each line printed is a name and a fraction; Scripts/proofs keeps them in
   values.txt, and the package's tests compare its own numbers with them. Votes
   and exact steps are computed by the functions of Rationals.v, which are proved
   to be the quantities that the theorems speak of; a step multiplies the
   rewarded answer's weight by x = 2, that is beta = 1 / ln 2.

   show name q        == prints name and q in lowest terms                     *)

From Coq Require Import QArith Qround.
From mathcomp Require Import ssreflect ssrbool eqtype ssrnat seq.
From Sharpening Require Import Rationals.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Set Printing Width 400.

Tactic Notation "show" string(name) constr(q) :=
  let v := eval vm_compute in (Qred q) in
  match v with Qmake ?n ?d => idtac name n d end.

Definition at_ (p : list Q) (a : nat) : Q := seq.nth zeroq p a.
Definition fraction (n : Z) (d : positive) : Q := Qmake n d.

(* k exact steps from p with the weights w. *)
Definition steps (w : list Q) (k : nat) (p : list Q) : list Q := ssrnat.iter k (fun q => stepped q w) p.

Definition coin (p : Q) : list Q := [:: p; 1 - p]%Q.
Definition three : list Q := [:: fraction 1 2; fraction 3 10; fraction 1 5].
Definition first_doubled : list Q := [:: fraction 2 1; fraction 1 1; fraction 1 1].

(* T2: the mass of the first answer, from 1/5. *)
Definition mass_after (k : nat) : Q := at_ (steps first_doubled k (coin (fraction 1 5))) 0.

(* T13: the logit velocities pi (r - mean r) of the counterexample. *)
Definition velocity (p r : list Q) (a : nat) : Q :=
  (at_ p a * (at_ r a - total (fun b => at_ p b * at_ r b)%Q (size p)))%Q.

(* T27, T39: one group of eight answers. *)
Definition group : list nat := [:: 0; 0; 0; 0; 0; 1; 1; 2]%N.
Definition rate (P : nat -> bool) : Q := fraction (Z.of_nat (seq.count P group)) 8.
Definition frequency (a : nat) : Q := rate (fun b => b == a).
Definition agreement (m c : nat) : Q := rate (fun b => (b == m) == (b == c)).

(* T35, T36: two kinds of problems with two answers; the steps favour answer 0. *)
Definition right_share : Q := fraction 7 10.
Definition wrong_share : Q := fraction 3 10.
Definition right_mass : Q := fraction 3 4.
Definition wrong_mass : Q := fraction 21 40.
Definition crowd (k : nat) : Q :=
  (right_share * at_ (steps first_doubled k (coin right_mass)) 0
   + wrong_share * at_ (steps first_doubled k (coin wrong_mass)) 1)%Q.
Definition initial_slope : Q :=
  (right_share * (right_mass * (1 - right_mass)) - wrong_share * (wrong_mass * (1 - wrong_mass)))%Q.
Definition final_slope : Q :=
  (right_share * ((1 - right_mass) / right_mass) - wrong_share * ((1 - wrong_mass) / wrong_mass))%Q.

(* T36 with right weight 16/25, P = 4/5 and Q = 36/61: A = 2/5 and B = 1/2. *)
Definition root_right : Q := fraction 2 5.
Definition root_wrong : Q := fraction 1 2.
Definition odds_right : Q := ((1 - fraction 4 5) / fraction 4 5)%Q.
Definition odds_wrong : Q := ((1 - fraction 36 61) / fraction 36 61)%Q.

Lemma roots : (root_right * root_right == fraction 16 25 * odds_right)%Q /\
  (root_wrong * root_wrong == fraction 9 25 * odds_wrong)%Q.
Proof. by split; vm_compute. Qed.

Definition peak_weight : Q :=
  ((root_right * odds_wrong - root_wrong * odds_right) / (root_wrong - root_right))%Q.

(* T40: the first step at which 1 - pi 0 - pi 1 is below tau, label 0, correct 1. *)
Definition unlucky (k : nat) : Q :=
  let p := steps first_doubled k three in (1 - at_ p 0 - at_ p 1)%Q.
Definition collapse (tau : Q) : Q :=
  fraction (Z.of_nat (seq.find (fun k => ~~ Qle_bool tau (unlucky k)) (seq.iota 0 100))) 1.

(* T45: acceptances 9/10, 7/10, 1/10 at steps of the time 5 ln 2, which weigh the
   answers by 16, 8, 1, and the chances that the verdict on them is right.   *)
Definition verdicts (k : nat) : Q :=
  let p := steps [:: fraction 16 1; fraction 8 1; fraction 1 1] k [:: fraction 1 10; fraction 1 10; fraction 8 10] in
  (at_ p 0 * fraction 9 10 + at_ p 1 * fraction 3 10 + at_ p 2 * fraction 9 10)%Q.

(* T31: a window of 2 h states around the start, three votes, the favourite's odds
   3/2 times 2^(i - h) in the state i.                                       *)
Definition half : nat := 8.
Definition up (i : nat) : Q :=
  let odds := (fraction 3 2 * fraction 2 1 ^ (Z.of_nat i - Z.of_nat half))%Q in
  share (coin (odds / (1 + odds))%Q) 3 0.
Fixpoint product (j : nat) : Q :=
  if j is i.+1 then Qred (product i * ((1 - up j) / up j))%Q else fraction 1 1.
Definition lock_in : Q := (total product half / total product (half + half))%Q.

(* T47: leaves 3/10 and 3/10 behind one token, 4/10 behind the other. *)
Definition sequence_power (n : Z) : Q :=
  (fraction 4 10 ^ n / (fraction 3 10 ^ n + fraction 3 10 ^ n + fraction 4 10 ^ n))%Q.
Definition token_power (n : Z) : Q := (fraction 4 10 ^ n / (fraction 6 10 ^ n + fraction 4 10 ^ n))%Q.

Goal True.
show "T2.mass.1" (mass_after 1).
show "T2.mass.2" (mass_after 2).
show "T2.mass.3" (mass_after 3).
show "T2.mass.10" (mass_after 10).
show "T8.mass" (at_ (stepped (coin (fraction 3 10)) first_doubled) 0).
show "T13.velocity.0" (velocity [:: fraction 1 10; fraction 4 10; fraction 5 10] [:: fraction 1 1; fraction 9 10; zeroq] 0).
show "T13.velocity.1" (velocity [:: fraction 1 10; fraction 4 10; fraction 5 10] [:: fraction 1 1; fraction 9 10; zeroq] 1).
show "T13.velocity.2" (velocity [:: fraction 1 10; fraction 4 10; fraction 5 10] [:: fraction 1 1; fraction 9 10; zeroq] 2).
show "T27.gradient.0" (frequency 0 * (1 - frequency 0))%Q.
show "T27.gradient.1" (- (frequency 1 * frequency 0))%Q.
show "T27.gradient.2" (- (frequency 2 * frequency 0))%Q.
show "T28.share.2.0" (share three 2 0).
show "T28.share.2.1" (share three 2 1).
show "T28.share.2.2" (share three 2 2).
show "T28.reward.2.0" (pay three 1 0).
show "T28.reward.2.1" (pay three 1 1).
show "T28.reward.2.2" (pay three 1 2).
show "T28.ratio.2" (ratio three 2).
show "T28.share.3.0" (share three 3 0).
show "T28.share.3.1" (share three 3 1).
show "T28.share.3.2" (share three 3 2).
show "T28.reward.3.0" (pay three 2 0).
show "T28.reward.3.1" (pay three 2 1).
show "T28.reward.3.2" (pay three 2 2).
show "T28.ratio.3" (ratio three 3).
show "T28.share.8.0" (share three 8 0).
show "T28.share.8.1" (share three 8 1).
show "T28.share.8.2" (share three 8 2).
show "T28.reward.8.0" (pay three 7 0).
show "T28.reward.8.1" (pay three 7 1).
show "T28.reward.8.2" (pay three 7 2).
show "T28.ratio.8" (ratio three 8).
show "T30.flip.55" (1 - share (coin (fraction 55 100)) 8 0)%Q.
show "T30.flip.60" (1 - share (coin (fraction 60 100)) 8 0)%Q.
show "T30.flip.70" (1 - share (coin (fraction 70 100)) 8 0)%Q.
show "T30.flip.80" (1 - share (coin (fraction 80 100)) 8 0)%Q.
show "T30.flip.90" (1 - share (coin (fraction 90 100)) 8 0)%Q.
show "T31.first" lock_in.
show "T35.accuracy.0" (crowd 0).
show "T35.accuracy.1" (crowd 1).
show "T35.accuracy.2" (crowd 2).
show "T35.accuracy.3" (crowd 3).
show "T35.accuracy.4" (crowd 4).
show "T35.accuracy.8" (crowd 8).
show "T35.initialSlope" initial_slope.
show "T35.finalSlope" final_slope.
show "T36.peakWeight" peak_weight.
show "T39.agreement.0.1" (agreement 0 1).
show "T39.agreement.0.2" (agreement 0 2).
show "T39.agreement.0.0" (agreement 0 0).
show "T40.rewardAccuracy.3" (unlucky 3).
show "T40.collapse.10" (collapse (fraction 1 10)).
show "T40.collapse.100" (collapse (fraction 1 100)).
show "T45.rewardAccuracy.0" (verdicts 0).
show "T45.rewardAccuracy.1" (verdicts 1).
show "T45.rewardAccuracy.2" (verdicts 2).
show "T45.rewardAccuracy.3" (verdicts 3).
show "T45.rewardAccuracy.6" (verdicts 6).
show "T47.sequence.2" (sequence_power 2).
show "T47.sequence.4" (sequence_power 4).
show "T47.tokens.2" (token_power 2).
show "T47.tokens.4" (token_power 4).
show "T48.found.29" (1 - (fraction 17 20) ^ 29)%Q.
Abort.
